package io.siteward.sandbox.aws.policy;

/** What a policy says about a request; saying nothing is a refusal unless something else allows. */
public enum PolicyDecision {
    DENIED,
    ALLOWED,
    SILENT
}
