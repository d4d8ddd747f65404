package io.siteward.sandbox.aws.kms;

/**
 * What came of the attempt to use a key for somebody.
 *
 * @param message KMS's own words; empty when it succeeded
 */
public record KeyUse(Outcome outcome, String message) {
    /** What the stores of secrets tell apart. */
    public enum Outcome {
        DONE,
        NO_SUCH_KEY,
        DISABLED,
        FORBIDDEN
    }
}
