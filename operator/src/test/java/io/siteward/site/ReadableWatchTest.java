package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.aws.Answer;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.S3Client;

/** The watch sees what a careless operator would do: each plant makes a call of ours do more than it should. */
class ReadableWatchTest {
    private static final String SITE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs, namespace: web}
            spec: {region: eu-central-1}
            """;
    private static final String ANY_DISTRIBUTION =
            "\"StringLike\":{\"AWS:SourceArn\":\"arn:aws:cloudfront::111122223333:distribution/*\"}";

    private final SiteWorld world = new SiteWorld(SITE);
    private final ReadableWatch watch = new ReadableWatch(world);
    private final S3Client s3 = world.s3.as(Caller.ofAccount(SiteWorld.ACCOUNT));

    @BeforeEach
    void watch() {
        world.restart(watch);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void seesAPolicyThatComesBeforeBlockPublicAccess() {
        plant("CreateBucket", () -> {
            String bucket = s3.listBuckets().buckets().get(0).name();
            s3.deletePublicAccessBlock(request -> request.bucket(bucket));
            BucketDamage.policy(s3, bucket, BucketDamage.cloudFront(bucket, ANY_DISTRIBUTION));
        });
        world.untilReady();
        assertThat(watch.worse())
                .singleElement()
                .asString()
                .contains("CreateBucket", "lock RestrictPublicBuckets", "service", "s3:GetObject");
        assertThat(watch.open()).isEmpty();
    }

    @Test
    void seesAPolicyForAnyDistribution() {
        plant(
                "PutBucketPolicy",
                () -> BucketDamage.policy(
                        s3, world.bucket(), BucketDamage.cloudFront(world.bucket(), ANY_DISTRIBUTION)));
        world.reconcile();
        assertThat(watch.worse()).singleElement().asString().contains("PutBucketPolicy", "s3:GetObject");
        assertThat(watch.open()).containsOnlyKeys(world.bucket());
    }

    @Test
    void seesAPolicyForAnAccountThatTheSpecDoesNotName() {
        plant("PutBucketPolicy", () -> BucketDamage.READ_BY_ANOTHER_ACCOUNT.doTo(s3, world.bucket()));
        world.reconcile();
        assertThat(watch.worse()).singleElement().asString().contains("another account: s3:GetObject");
    }

    @Test
    void seesLocksThatAreOffOnlyWhileAnUpdateGoesOn() {
        world.untilReady();
        plant("PutBucketLifecycleConfiguration", () -> BucketDamage.LOCKS_TAKEN_AWAY.doTo(s3, world.bucket()));
        world.apply(SITE.replace("eu-central-1", "eu-central-1, lifecycle: {noncurrentDays: 7}"));
        world.reconcile();
        world.reconcile();
        assertThat(watch.worse()).singleElement().asString().contains("lock BlockPublicPolicy");
        assertThat(watch.open()).isEmpty();
    }

    @Test
    void seesARepairThatOpensMoreBeforeItCloses() {
        world.untilReady();
        BucketDamage.LOCKS_TAKEN_AWAY.doTo(s3, world.bucket());
        watch.begin();
        plant("GetBucketPolicy", () -> BucketDamage.READ_BY_EVERYBODY.doTo(s3, world.bucket()));
        world.reconcile();
        assertThat(watch.worse()).singleElement().asString().contains("anybody without credentials: s3:GetObject");
    }

    /** When the operation has been carried out the next time, this happens too. */
    private void plant(String operation, Runnable deed) {
        world.aws.add(new Fault() {
            private boolean done;

            @Override
            public Answer after(Caller caller, String service, String called, SdkRequest request, Answer answer) {
                if (called.equals(operation) && !done) {
                    done = true;
                    deed.run();
                }
                return answer;
            }
        });
    }
}
