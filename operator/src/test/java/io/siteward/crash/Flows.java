package io.siteward.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.s3.S3Client;

/** What can happen to a site. */
final class Flows {
    private static final String MEMBERS = "privatePaths: ['/members/*', '/*.pdf'], signingKeyRefs: [{name: docs-key}]";
    private static final String NAMED = "bucketName: docs-example-com";
    private static final String CERTIFICATE =
            "arn:aws:acm:us-east-1:111122223333:certificate/dc3abfde-043c-3f2e-9269-cdffc01afc65";

    /** A refused deletion is looked at every minute; and when its status is lost, nothing says that it is at rest. */
    private static final int WATCHED = 270;

    /** Two sites, or two lives of one, are looked at anew. */
    private static final int TWO_RECOVERIES = 80;

    private static final int MORE_THAN_A_BATCH = 1_001;

    private Flows() {}

    static List<Flow> all() {
        List<Flow> flows = new ArrayList<>();
        flows.addAll(lives());
        flows.addAll(updates());
        flows.addAll(privatePaths());
        flows.addAll(drifts());
        flows.addAll(refusals());
        flows.addAll(deletions());
        return flows;
    }

    /** A site of the defaults is made. */
    static Flow create() {
        return Flow.of("create").when(apply(""));
    }

    /** A site of the defaults is deleted. */
    static Flow delete() {
        return Flow.of("delete").given(apply("")).when(Flows::delete);
    }

    private static List<Flow> lives() {
        return List.of(
                create(),
                Flow.of("create with everything")
                        .given(Flows::issueCertificate)
                        .when(
                                apply(
                                        "routing: {spa: {}}, cors: {allowedOrigins: ['https://a.example.com']},"
                                                + " headers: {preset: Basic}, cache: {defaultSeconds: 60, maxSeconds: 60},"
                                                + " aliases: [www.example.com], certificate: {arn: '" + CERTIFICATE
                                                + "'},"
                                                + " tags: {team: docs}, errorPages: [{status: 404, path: /404.html, cacheSeconds: 60}]")),
                Flow.of("create with a function").when(apply("routing: {folderIndexes: {}}")),
                Flow.of("delete and create again")
                        .given(apply(""))
                        .when(Flows::delete)
                        .when(apply(""))
                        .costing(TWO_RECOVERIES));
    }

    private static List<Flow> updates() {
        return List.of(
                update("tags", "tags: {team: docs}"),
                update("versioning", "versioning: Suspended"),
                update("lifecycle", "lifecycle: {noncurrentDays: 0, abortUploadDays: 3}"),
                update("no lifecycle", "lifecycle: {noncurrentDays: 0, abortUploadDays: 0}"),
                update("cors", "cors: {allowedOrigins: ['https://app.example.com']}"),
                update("headers", "headers: {preset: Basic}"),
                update("no headers", "headers: {preset: None}"),
                update("cache", "cache: {defaultSeconds: 60, maxSeconds: 60}"),
                update("routing", "routing: {spa: {}}"),
                update("price class", "priceClass: PriceClass_100"),
                update("IPv6", "ipv6: false"),
                update("origin shield", "originShieldRegion: eu-central-1"),
                update("root object", "defaultRootObject: start.html"),
                update("geo", "geo: {allow: [DE, FR]}"),
                update("policy statements", """
                        additionalPolicyStatements: [{sid: Publisher, effect: Allow, principals: {aws: ['111122223333']},
                          actions: ['s3:PutObject'], resources: ['/*']}]"""),
                update("error pages", "errorPages: [{status: 404, path: /404.html, cacheSeconds: 60}]"),
                update("force destroy", "forceDestroy: true"),
                update("retain", "deletionPolicy: Retain"),
                Flow.of("update: aliases")
                        .given(Flows::issueCertificate)
                        .given(apply(""))
                        .when(apply("aliases: [www.example.com], certificate: {arn: '" + CERTIFICATE + "'}")),
                Flow.of("update: TLS version")
                        .given(Flows::issueCertificate)
                        .given(apply("aliases: [www.example.com], certificate: {arn: '" + CERTIFICATE + "'}"))
                        .when(apply("aliases: [www.example.com], certificate: {arn: '" + CERTIFICATE
                                + "'}, minimumTlsVersion: TLSv1.2_2025")),
                Flow.of("update: another routing")
                        .given(apply("routing: {spa: {}}"))
                        .when(apply("routing: {folderIndexes: {}}")),
                Flow.of("update: back to the defaults")
                        .given(apply("tags: {team: docs}, routing: {spa: {}}, headers: {preset: Basic}, ipv6: false,"
                                + " cors: {allowedOrigins: ['https://app.example.com']}, geo: {deny: [FR]},"
                                + " cache: {defaultSeconds: 60, maxSeconds: 60}, versioning: Suspended,"
                                + " lifecycle: {noncurrentDays: 0, abortUploadDays: 0}"))
                        .when(apply(""))
                        .knownByStatusAlone("which tags came from the spec"),
                Flow.of("update: twice")
                        .given(apply("headers: {preset: Basic}"))
                        .when(apply("headers: {preset: None}"))
                        .when(apply("headers: {preset: Basic}")));
    }

    private static List<Flow> privatePaths() {
        return List.of(
                Flow.of("create with private paths")
                        .given(IssuedKey.named("docs-key"))
                        .when(apply(MEMBERS)),
                Flow.of("create with private paths before their key")
                        .when(apply(MEMBERS))
                        .when(IssuedKey.named("docs-key"))
                        .when(later(Duration.ofMinutes(10)))
                        .costing(TWO_RECOVERIES),
                Flow.of("update: private paths")
                        .given(IssuedKey.named("docs-key"))
                        .given(apply("routing: {folderIndexes: {}}"))
                        .when(apply("routing: {folderIndexes: {}}, " + MEMBERS)),
                Flow.of("update: the whole site private, under another key")
                        .given(IssuedKey.named("docs-key"))
                        .given(IssuedKey.named("other-key"))
                        .given(apply(MEMBERS))
                        .when(apply("privatePaths: ['/members/*', '/*'], signingKeyRefs: [{name: other-key}]")),
                Flow.of("update: nothing private any more")
                        .given(IssuedKey.named("docs-key"))
                        .given(apply(MEMBERS))
                        .when(apply("")));
    }

    private static Flow update(String name, String fields) {
        return Flow.of("update: " + name).given(apply("")).when(apply(fields));
    }

    private static List<Flow> drifts() {
        return List.of(
                drift("policy replaced", Vandal::replacePolicy),
                drift("policy deleted", Vandal::deletePolicy),
                drift("public access block off", Vandal::openPublicAccess),
                drift("everything in the bucket reset", Vandal::resetBucket),
                drift("owner's tags gone", Vandal::untagBucket).knownByStatusAlone("that the bucket is ours"),
                drift("distribution disabled", Vandal::disableDistribution),
                // It is waited for anew whether the lost one was only not listed yet.
                drift("distribution deleted", Vandal::deleteDistribution).costing(90),
                drift("distribution untagged", Vandal::untagDistribution),
                drift("origin access control detached", Vandal::detachOriginAccessControl),
                drift("origin access control changed", Vandal::changeOriginAccessControl),
                drift("cache policy changed", Vandal::changeCachePolicy),
                drift("headers policy changed", Vandal::changeHeadersPolicy),
                drift("bucket deleted", Vandal::deleteBucket),
                Flow.of("drift: function changed")
                        .given(apply("routing: {spa: {}}"))
                        .when(Vandal::changeFunction)
                        .when(later(Duration.ofMinutes(10))));
    }

    private static Flow drift(String name, Flow.Deed deed) {
        return Flow.of("drift: " + name).given(apply("")).when(deed).when(later(Duration.ofMinutes(10)));
    }

    private static List<Flow> refusals() {
        return List.of(
                Flow.of("bucket of a stranger, who lets go of it")
                        .given(world -> createBucket(world, World.THEIRS))
                        .when(apply(NAMED))
                        .when(world -> deleteBucket(world, World.THEIRS)),
                Flow.of("bucket of ours that was made by hand")
                        .given(world -> createBucket(world, World.OURS))
                        .when(apply(NAMED))
                        .when(world -> deleteBucket(world, World.OURS)),
                Flow.of("bucket lost to a stranger, and regained")
                        .given(apply(NAMED))
                        .when(world -> {
                            deleteBucket(world, World.OURS);
                            createBucket(world, World.THEIRS);
                        })
                        .when(world -> deleteBucket(world, World.THEIRS)),
                Flow.of("bucket of another site, which is deleted")
                        .given(world -> world.cluster.apply(Manifests.site("old", NAMED)))
                        .when(apply(NAMED))
                        .when(world -> world.cluster.delete("old"))
                        .costing(TWO_RECOVERIES),
                Flow.of("certificate that is issued late")
                        .given(world -> putCertificate(world, CertificateStatus.PENDING_VALIDATION))
                        .when(apply("aliases: [www.example.com], certificate: {arn: '" + CERTIFICATE + "'}"))
                        .when(Flows::issueCertificate));
    }

    private static List<Flow> deletions() {
        return List.of(
                delete(),
                Flow.of("delete a site that was never made")
                        .given(world -> createBucket(world, World.THEIRS))
                        .given(apply(NAMED))
                        .when(Flows::delete),
                Flow.of("delete with a function")
                        .given(apply("routing: {spa: {}}"))
                        .when(Flows::delete),
                Flow.of("delete what is not empty, and empty it")
                        .given(apply(""))
                        .given(Flows::upload)
                        .when(Flows::delete)
                        .when(Flows::empty)
                        .costing(WATCHED),
                Flow.of("delete what is not empty, and allow it then")
                        .given(apply(""))
                        .given(Flows::upload)
                        .when(Flows::delete)
                        .when(apply("forceDestroy: true"))
                        .costing(WATCHED),
                Flow.of("delete what is not empty, and keep it then")
                        .given(apply(""))
                        .given(Flows::upload)
                        .when(Flows::delete)
                        .when(apply("deletionPolicy: Retain"))
                        .costing(WATCHED),
                Flow.of("delete by force, in batches")
                        .given(apply("forceDestroy: true"))
                        .given(Flows::uploadMore)
                        .when(Flows::delete),
                Flow.of("retain, and apply again")
                        .given(apply("deletionPolicy: Retain"))
                        .when(Flows::delete)
                        .when(apply("deletionPolicy: Retain")),
                Flow.of("delete one of two that share")
                        .given(apply(""))
                        .given(world -> world.cluster.apply(Manifests.site("blog", "")))
                        .when(Flows::delete),
                Flow.of("delete both of two that share")
                        .given(apply(""))
                        .given(world -> world.cluster.apply(Manifests.site("blog", "")))
                        .when(world -> {
                            delete(world);
                            world.cluster.delete("blog");
                        }));
    }

    private static Flow.Deed apply(String fields) {
        return world -> world.cluster.apply(Manifests.site("docs", fields));
    }

    private static void delete(World world) {
        world.cluster.delete("docs");
    }

    private static Flow.Deed later(Duration time) {
        return world -> world.clock.advance(time);
    }

    private static void issueCertificate(World world) {
        putCertificate(world, CertificateStatus.ISSUED);
    }

    private static void putCertificate(World world, CertificateStatus status) {
        world.acm.put(World.OURS, "us-east-1", List.of("example.com", "*.example.com"), status);
    }

    private static void createBucket(World world, String account) {
        world.client(S3Client.class, account)
                .createBucket(request -> request.bucket("docs-example-com")
                        .createBucketConfiguration(location -> location.locationConstraint("eu-central-1")));
    }

    private static void deleteBucket(World world, String account) {
        world.client(S3Client.class, account).deleteBucket(request -> request.bucket("docs-example-com"));
    }

    private static void upload(World world) {
        put(world, "index.html");
        put(world, "index.html");
        put(world, "old.html");
        String bucket = world.bucket("docs").orElseThrow();
        world.s3().deleteObject(request -> request.bucket(bucket).key("old.html"));
    }

    private static void uploadMore(World world) {
        for (int i = 0; i < MORE_THAN_A_BATCH; i++) {
            put(world, "page-" + i);
        }
        upload(world);
    }

    private static void put(World world, String key) {
        String bucket = world.bucket("docs").orElseThrow();
        world.s3().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(key));
    }

    private static void empty(World world) {
        Vandal.empty(world.s3(), world.bucket("docs").orElseThrow());
    }
}
