package io.siteward.aws.cloudfront;

import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import java.time.Duration;
import java.util.List;

/** CloudFront's refusals of a distribution, said in the terms of a site's manifest. */
final class DistributionFailures {
    private static final Duration OTHER_WAY = Duration.ofSeconds(10);
    private static final Duration KEY_MAY_COME = Duration.ofMinutes(1);

    private final CloudFrontAccount account;
    private final String site;

    /**
     * @param site the hash of the site's identity
     */
    DistributionFailures(CloudFrontAccount account, String site) {
        this.account = account;
        this.site = site;
    }

    FailedCall explain(FailedCall failure, DesiredDistribution desired) {
        if (account.learn(failure, desired, site)) {
            return Reworded.as(
                    Failure.Kind.RETRIABLE,
                    failure,
                    "A shared object that the distribution refers to is gone or takes no more distributions; another"
                            + " is used",
                    OTHER_WAY);
        }
        return switch (failure.failure().code()) {
            case "PreconditionFailed", "InvalidIfMatchVersion" -> changedMeanwhile(failure);
            case "NoSuchDistribution" ->
                Reworded.soon(failure, "The distribution was deleted meanwhile; it is looked for again");
            case "CNAMEAlreadyExists" ->
                Reworded.terminal(
                        failure,
                        "Another distribution, perhaps in another account, has a name of spec.aliases "
                                + desired.aliases() + ": take the name from that distribution, or from spec.aliases");
            case "InvalidViewerCertificate" ->
                Reworded.terminal(
                        failure,
                        "CloudFront refuses spec.certificate.arn "
                                + desired.viewerCertificate().arn()
                                + ": it must be in us-east-1, issued, and cover each of spec.aliases "
                                + desired.aliases());
            case "InvalidLocationCode", "InvalidGeoRestrictionParameter" ->
                Reworded.terminal(
                        failure,
                        "CloudFront does not know one of the countries of spec.geo "
                                + desired.geo().countries() + " ("
                                + failure.failure().message() + "): take it out");
            case "TooManyDistributions" -> quota(failure, "distributions");
            case "TooManyDistributionCNAMEs" -> quota(failure, "names a distribution (spec.aliases)");
            case "TooManyCertificates" -> quota(failure, "certificates at CloudFront");
            default -> failure;
        };
    }

    /** Of private paths that anybody can read, while there is no key that could open them. */
    static FailedCall privatePathOpen(List<String> patterns) {
        return new FailedCall(new Failure(
                Failure.Kind.BLOCKED,
                "PrivatePathOpen",
                "Everybody may read what fits the private paths " + patterns
                        + ", and no key group is known that they could ask for. They are closed as soon as one of"
                        + " signingKeyRefs has one; take the private files out of the bucket until then, or disable"
                        + " the distribution",
                KEY_MAY_COME,
                null));
    }

    static FailedCall changedMeanwhile(FailedCall failure) {
        return Reworded.soon(failure, "The distribution was changed by someone else meanwhile; it is read again");
    }

    private static FailedCall quota(FailedCall failure, String what) {
        return Reworded.terminal(
                failure,
                "The account's quota of " + what
                        + " is used up: delete unused ones, or ask for more in Service Quotas");
    }
}
