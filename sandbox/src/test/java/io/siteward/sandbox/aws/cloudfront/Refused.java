package io.siteward.sandbox.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/**
 * Something AWS refuses.
 *
 * @param documentation the page that says so
 * @param call makes the refused call, and before it whatever it takes to be refused
 */
record Refused(String what, int status, String code, String documentation, Consumer<CloudFrontOnTheWire> call) {
    private static final String REFERENCE = "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_";

    /** Documented on the API reference's page of the action or the type. */
    static Refused by(String page, int status, String code, String what, Consumer<CloudFrontOnTheWire> call) {
        return new Refused(what, status, code, REFERENCE + page + ".html", call);
    }

    /** A distribution that cannot be made. */
    static Refused distribution(int status, String code, String what, Consumer<DistributionConfig.Builder> change) {
        return by(
                "CreateDistribution",
                status,
                code,
                what,
                wire -> Samples.create(wire.client, Samples.distribution("refused", change)));
    }

    void check(CloudFrontOnTheWire wire) {
        AwsServiceException refusal = catchThrowableOfType(CloudFrontException.class, () -> call.accept(wire));
        assertThat(refusal).as(what).isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.statusCode()).isEqualTo(status);
        // That the service's model forbids it already is as good a refusal.
        wire.aws.takeViolations();
    }

    @Override
    public String toString() {
        return what + " -> " + code;
    }
}
