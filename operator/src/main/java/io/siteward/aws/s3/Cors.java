package io.siteward.aws.s3;

import io.siteward.graph.Diff;
import io.siteward.graph.Observation;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSConfiguration;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;

/** Which other origins may read the bucket's objects from a browser's script. */
public final class Cors implements BucketAspect<Cors.Rules, Cors.Rules> {
    private final S3Client s3;
    private final BucketRef bucket;

    public Cors(S3Client s3, BucketRef bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** The rules in order, since S3 takes the first that matches; none means no configuration. */
    public record Rules(List<Rule> rules) {
        public static final Rules NONE = new Rules(List.of());

        public Rules {
            rules = List.copyOf(rules);
        }

        private @Nullable Rule at(int index) {
            return index < rules.size() ? rules.get(index) : null;
        }
    }

    /**
     * One rule; the order within its lists means nothing.
     *
     * @param maxAgeSeconds how long a browser may remember a preflight's answer; null for its own default
     */
    public record Rule(
            List<String> allowedOrigins,
            List<String> allowedMethods,
            List<String> allowedHeaders,
            List<String> exposeHeaders,
            @Nullable Integer maxAgeSeconds) {
        public Rule {
            allowedOrigins = sorted(allowedOrigins);
            allowedMethods = sorted(allowedMethods);
            allowedHeaders = sorted(allowedHeaders);
            exposeHeaders = sorted(exposeHeaders);
        }

        private static List<String> sorted(List<String> values) {
            return values.stream().distinct().sorted().toList();
        }
    }

    @Override
    public BucketRef bucket() {
        return bucket;
    }

    @Override
    public Observation<Rules> observe() {
        return BucketAspect.look(this::read, "NoSuchCORSConfiguration", Rules.NONE);
    }

    @Override
    public Diff diff(Rules desired, Rules observed) {
        Diff.Builder diff = Diff.builder();
        IntStream.range(0, Math.max(desired.rules.size(), observed.rules.size()))
                .forEach(index -> compare(diff, "cors.rules[" + index + "]", desired.at(index), observed.at(index)));
        return diff.build();
    }

    @Override
    public Rules create(Rules desired) {
        return desired.rules.isEmpty() ? desired : write(desired);
    }

    @Override
    public Rules update(Rules desired, Rules observed, Diff diff) {
        return write(desired);
    }

    private static void compare(Diff.Builder diff, String path, @Nullable Rule desired, @Nullable Rule observed) {
        if (desired == null || observed == null) {
            diff.compare(path, desired, observed);
            return;
        }
        diff.compare(path + ".allowedOrigins", desired.allowedOrigins, observed.allowedOrigins)
                .compare(path + ".allowedMethods", desired.allowedMethods, observed.allowedMethods)
                .compare(path + ".allowedHeaders", desired.allowedHeaders, observed.allowedHeaders)
                .compare(path + ".exposeHeaders", desired.exposeHeaders, observed.exposeHeaders)
                .compare(path + ".maxAgeSeconds", desired.maxAgeSeconds, observed.maxAgeSeconds);
    }

    private Rules write(Rules desired) {
        if (desired.rules.isEmpty()) {
            s3.deleteBucketCors(DeleteBucketCorsRequest.builder()
                    .bucket(bucket.name())
                    .expectedBucketOwner(bucket.accountId())
                    .build());
            return desired;
        }
        s3.putBucketCors(PutBucketCorsRequest.builder()
                .bucket(bucket.name())
                .expectedBucketOwner(bucket.accountId())
                .corsConfiguration(CORSConfiguration.builder()
                        .corsRules(desired.rules.stream().map(Cors::toSdk).toList())
                        .build())
                .build());
        return desired;
    }

    private Rules read() {
        return new Rules(s3
                .getBucketCors(GetBucketCorsRequest.builder()
                        .bucket(bucket.name())
                        .expectedBucketOwner(bucket.accountId())
                        .build())
                .corsRules()
                .stream()
                .map(Cors::fromSdk)
                .toList());
    }

    private static CORSRule toSdk(Rule rule) {
        return CORSRule.builder()
                .allowedOrigins(rule.allowedOrigins)
                .allowedMethods(rule.allowedMethods)
                .allowedHeaders(rule.allowedHeaders.isEmpty() ? null : rule.allowedHeaders)
                .exposeHeaders(rule.exposeHeaders.isEmpty() ? null : rule.exposeHeaders)
                .maxAgeSeconds(rule.maxAgeSeconds)
                .build();
    }

    private static Rule fromSdk(CORSRule rule) {
        return new Rule(
                rule.allowedOrigins(),
                rule.allowedMethods(),
                rule.allowedHeaders(),
                rule.exposeHeaders(),
                rule.maxAgeSeconds());
    }
}
