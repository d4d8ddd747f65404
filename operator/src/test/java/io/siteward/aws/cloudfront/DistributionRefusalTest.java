package io.siteward.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.aws.AwsFailures;
import io.siteward.aws.cloudfront.CloudFrontOnTheWire.Noted;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.identity.Identity;
import io.siteward.sandbox.aws.cloudfront.CloudFrontQuotas;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudfront.model.TooManyDistributionsWithFunctionAssociationsException;

class DistributionRefusalTest {
    private final SiteOnTheWire site = new SiteOnTheWire();

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void anAliasOfAnotherDistributionNamesTheFieldAndTheRemedy() {
        String certificate = site.certificate("docs.example.com");
        Identity other = new Identity("prod", "SecureSite", "web", "other");
        site.distribution(other, Optional.empty(), Set.of())
                .create(SiteOnTheWire.withAliases(site.desired(), certificate, "docs.example.com"), new Noted());

        FailedCall refused =
                site.failure(SiteOnTheWire.withAliases(site.desired(), certificate, "docs.example.com"), site.intent);

        assertThat(refused.is("CNAMEAlreadyExists")).isTrue();
        assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.TERMINAL);
        assertThat(refused.failure().message()).contains("spec.aliases [docs.example.com]");
    }

    @Test
    void aCertificateThatDoesNotCoverNamesTheField() {
        FailedCall refused = site.failure(
                SiteOnTheWire.withAliases(site.desired(), site.certificate("a.example.com"), "b.example.com"),
                site.intent);

        assertThat(refused.is("InvalidViewerCertificate")).isTrue();
        assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.TERMINAL);
        assertThat(refused.failure().message()).contains("spec.certificate.arn");
    }

    /** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_GeoRestriction.html */
    @Test
    void aCountryThatCloudFrontDoesNotKnowNamesTheField() {
        FailedCall refused = site.failure(
                SiteOnTheWire.withGeo(site.desired(), DesiredDistribution.Geo.only(List.of("XX"))), site.intent);

        assertThat(refused.is("InvalidLocationCode")).isTrue();
        assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.TERMINAL);
        assertThat(refused.failure().message()).contains("spec.geo [XX]");
    }

    @Test
    void aUsedUpQuotaIsAPersonsMatter() {
        DesiredDistribution desired = site.desired();
        site.cloudFront.service.change(settings -> settings.withQuotas(CloudFrontQuotas.DEFAULT.withDistributions(0)));

        FailedCall refused = site.failure(desired, site.intent);

        assertThat(refused.is("TooManyDistributions")).isTrue();
        assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.TERMINAL);
        assertThat(refused.failure().message()).contains("Service Quotas");
    }

    @Test
    void aFullOriginAccessControlLeadsToTheNextShard() {
        site.cloudFront.service.change(
                settings -> settings.withQuotas(CloudFrontQuotas.DEFAULT.withDistributionsPerAssociation(1)));
        DesiredDistribution desired = site.desired();
        Identity other = new Identity("prod", "SecureSite", "web", "other");
        site.distribution(other, Optional.empty(), Set.of()).create(desired, new Noted());

        FailedCall refused = site.failure(desired, site.intent);

        assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.RETRIABLE);
        Catalogue<OriginAccess> controls = site.account.originAccessControls();
        OriginAccess content = OriginAccess.forBucket();
        Optional<String> first =
                Optional.of(SharedName.of(controls.kind(), content, 0).toString());
        assertThat(controls.nameFor(content, first, site.identity.hash()).shard())
                .isEqualTo(1);
        assertThat(controls.nameFor(content, Optional.empty(), "newcomer").shard())
                .isEqualTo(1);
        assertThat(controls.nameFor(content, first, other.hash()).shard()).isZero();
        site.cloudFront.clock.advance(Duration.ofHours(2));
        assertThat(controls.nameFor(content, Optional.empty(), "newcomer").shard())
                .isZero();
    }

    /** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistributionWithTags.html */
    @Test
    void aFullFunctionLeadsToTheNextShard() {
        Catalogue<ViewerFunction> functions = site.account.viewerFunctions();
        ViewerFunction content = ViewerFunction.spa("index.html");
        SharedObject<ViewerFunction> function = site.cloudFront.shared(functions, content);
        SdkException full = TooManyDistributionsWithFunctionAssociationsException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("TooManyDistributionsWithFunctionAssociations")
                        .errorMessage("full")
                        .build())
                .build();

        FailedCall refused = new DistributionFailures(site.account, site.identity.hash())
                .explain(AwsFailures.failedCall(full), SiteOnTheWire.withFunction(site.desired(), function.id()));

        assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.RETRIABLE);
        assertThat(functions
                        .nameFor(content, Optional.empty(), site.identity.hash())
                        .shard())
                .isEqualTo(1);
    }

    @Test
    void aVanishedSharedObjectIsLookedForAgain() {
        DesiredDistribution desired = site.desired();
        String control = desired.origin().originAccessControlId().value();
        String etag = site.cloudFront
                .console
                .getOriginAccessControl(request -> request.id(control))
                .eTag();
        site.cloudFront.console.deleteOriginAccessControl(
                request -> request.id(control).ifMatch(etag));

        FailedCall refused = site.failure(desired, site.intent);

        assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.RETRIABLE);
        assertThat(site.desired().origin().originAccessControlId().value()).isNotEqualTo(control);
    }
}
