package io.siteward.sandbox.aws.cloudfront.viewer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges patterns and ranges by trying everything, slowly and without any cleverness. */
final class Oracle {
    /** Beside the slash at its beginning, and an asterisk at its end. */
    static final int LONGEST_PATTERN = 3;

    /** Of three letters that patterns have and one that they have not; longer than needed to tell two patterns apart. */
    private static final List<String> TEXTS = texts(List.of("a", "b", "/", "c"), 2 * LONGEST_PATTERN + 1);

    private final Map<String, BitSet> matched = new HashMap<>();

    /** Whether one of the patterns matches all that another matches. */
    boolean isWithin(List<String> patterns, String inner) {
        return patterns.stream().anyMatch(pattern -> {
            BitSet beyond = (BitSet) matched(inner).clone();
            beyond.andNot(matched(pattern));
            return beyond.isEmpty();
        });
    }

    private BitSet matched(String pattern) {
        return matched.computeIfAbsent(pattern, text -> {
            BitSet found = new BitSet();
            for (int i = 0; i < TEXTS.size(); i++) {
                found.set(i, matches(text, TEXTS.get(i)));
            }
            return found;
        });
    }

    /** {@code *} is any run of characters, {@code ?} any one. */
    static boolean matches(String pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        if (pattern.charAt(0) == '*') {
            return matches(pattern.substring(1), text) || (!text.isEmpty() && matches(pattern, text.substring(1)));
        }
        return !text.isEmpty()
                && (pattern.charAt(0) == '?' || pattern.charAt(0) == text.charAt(0))
                && matches(pattern.substring(1), text.substring(1));
    }

    static boolean isInRange(String range, String address) {
        if (address.contains(":")) {
            return false;
        }
        int prefix = Integer.parseInt(range.substring(range.indexOf('/') + 1));
        return bits(range.substring(0, range.indexOf('/')))
                        .startsWith(bits(address).substring(0, prefix))
                && bits(address).length() == Integer.SIZE;
    }

    private static String bits(String address) {
        StringBuilder bits = new StringBuilder();
        for (String octet : address.split("\\.", -1)) {
            bits.append(Integer.toBinaryString(256 + Integer.parseInt(octet)).substring(1));
        }
        return bits.toString();
    }

    private static List<String> texts(List<String> letters, int longest) {
        List<String> texts = new ArrayList<>(List.of("/"));
        for (int done = 0; texts.get(done).length() < longest; done++) {
            for (String letter : letters) {
                texts.add(texts.get(done) + letter);
            }
        }
        return texts;
    }
}
