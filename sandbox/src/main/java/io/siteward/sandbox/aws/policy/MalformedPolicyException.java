package io.siteward.sandbox.aws.policy;

/** A policy document that AWS would not store; the message is what AWS tells. */
public final class MalformedPolicyException extends Exception {
    public MalformedPolicyException(String message) {
        super(message);
    }
}
