package io.siteward.sandbox.aws.s3;

import java.util.function.BiConsumer;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A call that S3 refuses.
 *
 * @param documentation where AWS says so
 * @param call gets the owner's client and the name of a fresh bucket
 */
record Refusal(String what, String documentation, int status, String code, BiConsumer<S3Client, String> call) {
    /** Makes the call; that the service's model forbids it already is as good a refusal. */
    void check(S3OnTheWire aws, String bucket) {
        S3OnTheWire.assertRefused(status, code, () -> call.accept(aws.client(), bucket));
        aws.aws.takeViolations();
    }

    @Override
    public String toString() {
        return what + " (" + documentation + ")";
    }
}
