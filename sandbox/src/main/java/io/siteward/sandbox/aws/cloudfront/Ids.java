package io.siteward.sandbox.aws.cloudfront;

import java.util.Random;
import java.util.UUID;

/** Makes identifiers that look like CloudFront's; the same seed gives the same sequence. */
final class Ids {
    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int LENGTH = 13;

    private final Random random;

    Ids(long seed) {
        random = new Random(seed);
    }

    /** Of distributions, origin access controls, and of ETags: {@code E} and 13 letters or digits. */
    String next() {
        return "E" + letters();
    }

    /** Of public keys. */
    String nextKey() {
        return "K" + letters();
    }

    /** Of policies and key groups. */
    String nextUuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** The first label of a distribution's domain name. */
    String nextLabel() {
        return "d" + letters().toLowerCase(java.util.Locale.ROOT);
    }

    private String letters() {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            letters.append(LETTERS_AND_DIGITS.charAt(random.nextInt(LETTERS_AND_DIGITS.length())));
        }
        return letters.toString();
    }
}
