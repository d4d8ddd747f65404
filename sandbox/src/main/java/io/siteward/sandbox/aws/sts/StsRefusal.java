package io.siteward.sandbox.aws.sts;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sts.model.StsException;

/** Refusals in STS's words. */
final class StsRefusal {
    private StsRefusal() {}

    static RuntimeException of(int status, String code, String message) {
        return StsException.builder()
                .statusCode(status)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Sts")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
