package io.siteward.sandbox.run;

import java.util.regex.Pattern;

/** Text as a shell has to be given it. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    private ShellWord() {}

    /** The text itself where the shell takes it as it is, else in single quotes. */
    static String of(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
