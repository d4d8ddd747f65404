package io.siteward.site;

import io.siteward.aws.acm.Certificate;
import io.siteward.aws.cloudfront.CloudFrontResources;
import io.siteward.aws.cloudfront.DistributionHandle;
import io.siteward.aws.cloudfront.ResponseHeaders;
import io.siteward.aws.s3.BucketPolicy;
import io.siteward.crd.v1alpha1.SecureSiteSpec;
import io.siteward.graph.Node;
import io.siteward.graph.NodeId;
import io.siteward.graph.Requirement;
import io.siteward.graph.Requirement.Problem;
import io.siteward.graph.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What must be so before anything of a site is made. */
final class SiteRequirements {
    static final String CERTIFICATE = "Certificate";

    private final List<Requirement> requirements = new ArrayList<>();

    /** In the order in which they were added. */
    List<Requirement> all() {
        return requirements;
    }

    /** That the certificate can serve the site's names at CloudFront; a read, if the site has one. */
    SiteRequirements certificate(SecureSiteSpec spec, SiteClients clients) {
        String arn = spec.certificate() == null ? null : spec.certificate().arn();
        return arn == null
                ? this
                : require(
                        CERTIFICATE,
                        arn,
                        upstream -> Certificate.of(clients.aws(), clients.accountId(), arn)
                                .problem(spec.aliases())
                                .map(problem -> new Problem(problem.reason(), problem.message())));
    }

    /** That the headers fit into one policy; no read. */
    SiteRequirements headers(Optional<ResponseHeaders> headers, String site) {
        return require(
                "Headers",
                site,
                upstream -> headers.flatMap(ResponseHeaders::problem)
                        .map(problem -> new Problem("HeadersTooMany", problem)));
    }

    /** That nothing private is shown under a public path; no read. */
    SiteRequirements privatePaths(SecureSiteSpec spec, String site) {
        return require("PrivatePaths", site, upstream -> new PrivatePathLeaks(spec).problem());
    }

    /** That the declared statements fit into one policy beside ours; no read. */
    SiteRequirements policy(BucketPolicy policy, BucketPolicy.Desired desired, String site) {
        return require(
                "PolicyStatements",
                site,
                upstream -> policy.problem(desired).map(problem -> new Problem("PolicyTooLong", problem)));
    }

    /**
     * That the account may have one more distribution, if the site has none: CloudFront would refuse it only after the
     * bucket was made.
     */
    SiteRequirements distributionSlot(
            Node<?, ?, DistributionHandle> distribution, CloudFrontResources cloudFront, int quota) {
        return require(
                "DistributionSlot",
                distribution.id().name(),
                upstream -> upstream.isAbsent(distribution) && cloudFront.countDistributions() >= quota
                        ? Optional.of(new Problem(
                                "TooManyDistributions",
                                "The account has all the " + quota
                                        + " distributions that it may have: delete unused ones,"
                                        + " or ask AWS for a higher quota and set SITEWARD_DISTRIBUTION_QUOTA to it"))
                        : Optional.empty());
    }

    private SiteRequirements require(String kind, String name, Function<Upstream, Optional<Problem>> look) {
        requirements.add(new Requirement(new NodeId(kind, name), look));
        return this;
    }
}
