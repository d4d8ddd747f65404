package io.siteward.readable;

import java.util.Locale;
import java.util.Map;

/** A kind of requester, standing for everybody who is of that kind. */
enum Asker {
    ANYBODY("anybody without credentials"),
    ANOTHER_ACCOUNT("a user or role of another account"),
    SERVICE_FOR_OTHERS("an AWS service, for another account or for nobody"),
    SERVICE_FOR_OUR_ACCOUNT("an AWS service, for something else of the same account"),
    OUR_DISTRIBUTION("the site's own distribution");

    private static final String CLOUDFRONT = "cloudfront.amazonaws.com";

    private final String description;

    Asker(String description) {
        this.description = description;
    }

    boolean isService() {
        return this == SERVICE_FOR_OTHERS || this == SERVICE_FOR_OUR_ACCOUNT || this == OUR_DISTRIBUTION;
    }

    /** Whether a service principal of a policy is this asker. */
    Truth isService(String principal) {
        return switch (this) {
            case ANYBODY, ANOTHER_ACCOUNT -> Truth.NEVER;
            // Whichever is named is one of those meant here.
            case SERVICE_FOR_OTHERS, SERVICE_FOR_OUR_ACCOUNT -> Truth.SOMETIMES;
            case OUR_DISTRIBUTION -> Truth.of(principal.equals(CLOUDFRONT));
        };
    }

    /**
     * What a condition key can be in its requests. Keys that are not listed are taken for the asker's choice, among them
     * those that look fixed and are not: a stranger may come through a VPC of ours or belong to our organisation.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">Which
     *     requests have which key</a>
     */
    Values values(String key, Insiders insiders) {
        return known(insiders).getOrDefault(key.toLowerCase(Locale.ROOT), Values.ANY);
    }

    private Map<String, Values> known(Insiders insiders) {
        String account = insiders.account();
        return switch (this) {
            case ANYBODY ->
                Map.of(
                        "aws:sourcearn", Values.NONE,
                        "aws:sourceaccount", Values.NONE,
                        "aws:principalarn", Values.NONE,
                        // It says "anonymous".
                        "aws:principalaccount", Values.UNGUESSABLE);
            case ANOTHER_ACCOUNT ->
                Map.of(
                        "aws:sourcearn", Values.NONE,
                        "aws:sourceaccount", Values.NONE,
                        "aws:principalarn", Values.arnOutside(account),
                        "aws:principalaccount", Values.otherThan(account),
                        "aws:principalisawsservice", Values.only("false"));
            case SERVICE_FOR_OTHERS ->
                service(
                        account,
                        Values.arnOutside(account).orNone(),
                        Values.otherThan(account).orNone());
            case SERVICE_FOR_OUR_ACCOUNT ->
                service(
                        account,
                        Values.arnWithin(account, insiders.distributions()).orNone(),
                        Values.only(account).orNone());
            case OUR_DISTRIBUTION -> service(account, Values.oneOf(insiders.distributions()), Values.only(account));
        };
    }

    private static Map<String, Values> service(String account, Values sourceArn, Values sourceAccount) {
        return Map.of(
                "aws:sourcearn", sourceArn,
                "aws:sourceaccount", sourceAccount,
                "aws:principalarn", Values.arnOutside(account).orNone(),
                "aws:principalaccount", Values.otherThan(account).orNone(),
                "aws:principalisawsservice", Values.only("true"));
    }

    @Override
    public String toString() {
        return description;
    }
}
