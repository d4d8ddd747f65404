package io.siteward.sandbox.aws.policy;

/** The matching of ARNs, where a wildcard does not reach over the colons of the first five parts. */
final class Arn {
    private static final int PARTS = 6;

    private Arn() {}

    static boolean matches(String pattern, String arn) {
        String[] expected = pattern.split(":", PARTS);
        String[] actual = arn.split(":", PARTS);
        if (expected.length != PARTS || actual.length != PARTS) {
            return false;
        }
        for (int part = 0; part < PARTS; part++) {
            if (!Wildcard.matches(expected[part], actual[part])) {
                return false;
            }
        }
        return true;
    }
}
