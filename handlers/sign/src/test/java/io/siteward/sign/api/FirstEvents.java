package io.siteward.sign.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A process that makes the function as Lambda does, and says when it has; then each of the arguments is an event. */
public final class FirstEvents {
    public static final String MARK = "== ";

    private FirstEvents() {}

    public static void main(String[] events) throws IOException {
        SignFunction function = new SignFunction();
        System.out.println(MARK + "made");
        for (String event : events) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            function.handle(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out);
            System.out.println(MARK + out.toString(StandardCharsets.UTF_8));
        }
    }
}
