package io.siteward.readable;

import java.util.BitSet;
import java.util.Locale;

/** A pattern of a policy: {@code *} is any run of characters, {@code ?} any one. */
record Glob(String pattern) {
    /** A text that is there only once the request is: {@code ${aws:username}}. */
    boolean hasVariable() {
        return pattern.contains("${");
    }

    boolean isLiteral() {
        return !pattern.contains("*") && !pattern.contains("?") && !hasVariable();
    }

    boolean matches(String text) {
        return placesAfter(text).get(pattern.length());
    }

    boolean matchesIgnoringCase(String text) {
        return new Glob(pattern.toLowerCase(Locale.ROOT)).matches(text.toLowerCase(Locale.ROOT));
    }

    /** Of the texts that begin so, how many match. */
    Truth matchesBehind(String prefix) {
        if (hasVariable()) {
            return Truth.SOMETIMES;
        }
        BitSet places = placesAfter(prefix);
        if (places.isEmpty()) {
            return Truth.NEVER;
        }
        boolean anyEnd =
                places.stream().anyMatch(place -> pattern.substring(place).matches("\\*+"));
        return anyEnd ? Truth.ALWAYS : Truth.SOMETIMES;
    }

    /** Where in the pattern one can be once the text has been read. */
    private BitSet placesAfter(String text) {
        BitSet places = new BitSet();
        places.set(0);
        skipStars(places);
        for (int i = 0; i < text.length(); i++) {
            places = step(places, text.charAt(i));
        }
        return places;
    }

    private BitSet step(BitSet places, char next) {
        BitSet after = new BitSet();
        for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
            char wanted = place < pattern.length() ? pattern.charAt(place) : 0;
            if (wanted == '*') {
                after.set(place);
            } else if (wanted != 0 && (wanted == '?' || wanted == next)) {
                after.set(place + 1);
            }
        }
        skipStars(after);
        return after;
    }

    /** A star may stand for nothing. */
    private void skipStars(BitSet places) {
        for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
            if (place < pattern.length() && pattern.charAt(place) == '*') {
                places.set(place + 1);
            }
        }
    }
}
