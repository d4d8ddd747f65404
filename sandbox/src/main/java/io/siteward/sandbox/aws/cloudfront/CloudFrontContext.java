package io.siteward.sandbox.aws.cloudfront;

import io.siteward.sandbox.aws.acm.InMemoryAcm;
import java.time.InstantSource;
import java.util.function.Supplier;

/** What every part of the in-memory CloudFront needs from outside. */
record CloudFrontContext(
        InstantSource clock, Ids ids, Supplier<CloudFrontSettings> settings, InMemoryAcm certificates) {

    CloudFrontQuotas quotas() {
        return settings.get().quotas();
    }

    boolean listsLag() {
        return settings.get().listsLag();
    }
}
