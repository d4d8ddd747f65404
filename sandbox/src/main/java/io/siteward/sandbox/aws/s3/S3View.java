package io.siteward.sandbox.aws.s3;

import io.siteward.sandbox.aws.Caller;
import java.time.InstantSource;
import software.amazon.awssdk.services.s3.S3Client;

/** S3 as one caller sees it. */
final class S3View implements S3Client {
    S3View(BucketRegistry buckets, Caller caller, InstantSource clock) {}

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
