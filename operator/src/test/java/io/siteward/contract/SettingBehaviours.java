package io.siteward.contract;

import static io.siteward.contract.BucketBehaviours.DOCS;
import static io.siteward.contract.BucketBehaviours.tags;
import static io.siteward.contract.BucketBehaviours.withBucket;
import static io.siteward.contract.Side.answer;
import static io.siteward.contract.Side.read;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

/** What is set about a bucket: what it is at first, comes back as it was put, and is gone when deleted. */
final class SettingBehaviours {
    private static final String READ_BY_CLOUDFRONT = """
            {"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow",\
            "Principal":{"Service":"cloudfront.amazonaws.com"},"Action":"s3:GetObject",\
            "Resource":"arn:aws:s3:::docs-example-com/*","Condition":{"StringEquals":\
            {"AWS:SourceArn":"arn:aws:cloudfront::111122223333:distribution/E1"}}}]}""";
    private static final String READ_BY_ALL = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject",\
            "Resource":"arn:aws:s3:::docs-example-com/*"}]}""";

    private SettingBehaviours() {}

    static List<Behaviour> all() {
        return Stream.of(
                        publicAccess(),
                        ownership(),
                        encryption(),
                        versioning(),
                        lifecycle(),
                        cors(),
                        policy(),
                        tagging())
                .flatMap(List::stream)
                .toList();
    }

    private static Behaviour inBucket(String name, String expected, Function<S3Client, String> trial) {
        return Behaviour.of(name, expected, side -> trial.apply(withBucket(side)));
    }

    private static List<Behaviour> publicAccess() {
        return List.of(
                inBucket("a fresh bucket blocks public access", "true true true true", SettingBehaviours::block)
                        .motoShows("404 NoSuchPublicAccessBlockConfiguration", MotoGap.DEFAULTS),
                inBucket("a public access block comes back as it was put", "true false true false", s3 -> {
                    s3.putPublicAccessBlock(put -> put.bucket(DOCS)
                            .publicAccessBlockConfiguration(block -> block.blockPublicAcls(true)
                                    .ignorePublicAcls(false)
                                    .blockPublicPolicy(true)
                                    .restrictPublicBuckets(false)));
                    return block(s3);
                }),
                inBucket(
                        "a public access block that was deleted is absent by a code of its own",
                        "404 NoSuchPublicAccessBlockConfiguration",
                        s3 -> {
                            s3.deletePublicAccessBlock(delete -> delete.bucket(DOCS));
                            return block(s3);
                        }));
    }

    private static String block(S3Client s3) {
        return read(() -> {
            PublicAccessBlockConfiguration block =
                    s3.getPublicAccessBlock(get -> get.bucket(DOCS)).publicAccessBlockConfiguration();
            return block.blockPublicAcls() + " " + block.ignorePublicAcls() + " " + block.blockPublicPolicy() + " "
                    + block.restrictPublicBuckets();
        });
    }

    private static List<Behaviour> ownership() {
        return List.of(
                inBucket("a fresh bucket has no access control lists", "BucketOwnerEnforced", SettingBehaviours::owns)
                        .motoShows("404 OwnershipControlsNotFoundError", MotoGap.DEFAULTS),
                inBucket("object ownership comes back as it was put", "BucketOwnerPreferred", s3 -> {
                    own(s3, "BucketOwnerPreferred");
                    return owns(s3);
                }),
                inBucket(
                                "an object ownership that is none is refused",
                                "400 MalformedXML",
                                s3 -> answer(() -> own(s3, "Mine")))
                        .motoShows("ok", MotoGap.MODEL)
                        .againstTheModel(),
                inBucket(
                        "object ownership that was deleted is absent by a code of its own",
                        "404 OwnershipControlsNotFoundError",
                        s3 -> {
                            own(s3, "BucketOwnerPreferred");
                            s3.deleteBucketOwnershipControls(delete -> delete.bucket(DOCS));
                            return owns(s3);
                        }),
                inBucket(
                                "a list that opens a bucket without lists is refused",
                                "400 AccessControlListNotSupported",
                                s3 -> {
                                    own(s3, "BucketOwnerEnforced");
                                    return answer(() -> s3.putBucketAcl(
                                            put -> put.bucket(DOCS).acl("public-read")));
                                })
                        .motoShows("ok", "moto takes a list whatever the ownership"));
    }

    private static void own(S3Client s3, String ownership) {
        OwnershipControlsRule rule =
                OwnershipControlsRule.builder().objectOwnership(ownership).build();
        s3.putBucketOwnershipControls(put -> put.bucket(DOCS).ownershipControls(controls -> controls.rules(rule)));
    }

    private static String owns(S3Client s3) {
        return read(() -> s3.getBucketOwnershipControls(get -> get.bucket(DOCS)).ownershipControls().rules().stream()
                .map(OwnershipControlsRule::objectOwnershipAsString)
                .toList()
                .get(0));
    }

    private static List<Behaviour> encryption() {
        return List.of(
                inBucket("a fresh bucket is encrypted with keys of S3", "AES256 null", SettingBehaviours::encrypted)
                        .motoShows("404 ServerSideEncryptionConfigurationNotFoundError", MotoGap.DEFAULTS),
                inBucket("encryption with keys of S3 comes back as it was put", "AES256 null", s3 -> {
                    encrypt(s3, by -> by.sseAlgorithm("AES256"));
                    return encrypted(s3);
                }),
                inBucket("encryption with a key of KMS comes back as it was put", "aws:kms alias/docs", s3 -> {
                    encrypt(s3, by -> by.sseAlgorithm("aws:kms").kmsMasterKeyID("alias/docs"));
                    return encrypted(s3);
                }),
                inBucket(
                                "an encryption that is none is refused",
                                "400 MalformedXML",
                                s3 -> answer(() -> encrypt(s3, by -> by.sseAlgorithm("ROT13"))))
                        .motoShows("ok", MotoGap.MODEL)
                        .againstTheModel(),
                inBucket("a bucket whose encryption was deleted is encrypted all the same", "AES256 null", s3 -> {
                            encrypt(s3, by -> by.sseAlgorithm("aws:kms"));
                            s3.deleteBucketEncryption(delete -> delete.bucket(DOCS));
                            return encrypted(s3);
                        })
                        .motoShows("404 ServerSideEncryptionConfigurationNotFoundError", MotoGap.DEFAULTS));
    }

    private static void encrypt(S3Client s3, Consumer<ServerSideEncryptionByDefault.Builder> by) {
        ServerSideEncryptionRule rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(by)
                .build();
        s3.putBucketEncryption(
                put -> put.bucket(DOCS).serverSideEncryptionConfiguration(encryption -> encryption.rules(rule)));
    }

    private static String encrypted(S3Client s3) {
        return read(() -> {
            ServerSideEncryptionByDefault by = s3.getBucketEncryption(get -> get.bucket(DOCS))
                    .serverSideEncryptionConfiguration()
                    .rules()
                    .get(0)
                    .applyServerSideEncryptionByDefault();
            return by.sseAlgorithmAsString() + " " + by.kmsMasterKeyID();
        });
    }

    private static List<Behaviour> versioning() {
        return List.of(
                inBucket("a fresh bucket was never versioned", "null", SettingBehaviours::versioned),
                inBucket("versioning comes back as it was put", "Enabled, Suspended", s3 -> {
                    version(s3, "Enabled");
                    String first = versioned(s3);
                    version(s3, "Suspended");
                    return first + ", " + versioned(s3);
                }),
                inBucket(
                                "versioning cannot be disabled",
                                "400 IllegalVersioningConfigurationException",
                                s3 -> answer(() -> version(s3, "Disabled")))
                        .motoShows("ok", MotoGap.MODEL)
                        .againstTheModel());
    }

    static void version(S3Client s3, String status) {
        s3.putBucketVersioning(put -> put.bucket(DOCS).versioningConfiguration(version -> version.status(status)));
    }

    private static String versioned(S3Client s3) {
        return read(() -> s3.getBucketVersioning(get -> get.bucket(DOCS)).statusAsString());
    }

    private static List<Behaviour> lifecycle() {
        return List.of(
                inBucket(
                        "a fresh bucket has no lifecycle",
                        "404 NoSuchLifecycleConfiguration",
                        SettingBehaviours::lives),
                inBucket("a lifecycle comes back as it was put", "old Enabled 30 7", s3 -> {
                    live(s3, rule());
                    return lives(s3);
                }),
                inBucket("a lifecycle that was deleted is gone", "404 NoSuchLifecycleConfiguration", s3 -> {
                    live(s3, rule());
                    s3.deleteBucketLifecycle(delete -> delete.bucket(DOCS));
                    return lives(s3);
                }),
                inBucket(
                                "a lifecycle rule's status is Enabled or Disabled",
                                "400 MalformedXML",
                                s3 -> answer(() -> live(s3, rule().status("On"))))
                        .motoShows("ok", MotoGap.MODEL)
                        .againstTheModel(),
                inBucket(
                                "a lifecycle rule of no days is refused",
                                "400 InvalidArgument",
                                s3 -> answer(() -> live(
                                        s3, rule().noncurrentVersionExpiration(expiry -> expiry.noncurrentDays(0)))))
                        .motoShows("ok", MotoGap.UNCHECKED),
                inBucket(
                                "two lifecycle rules of one id are refused",
                                "400 InvalidArgument",
                                s3 -> answer(() -> live(s3, rule(), rule())))
                        .motoShows("ok", MotoGap.UNCHECKED));
    }

    private static LifecycleRule.Builder rule() {
        return LifecycleRule.builder()
                .id("old")
                .status("Enabled")
                .filter(filter -> filter.prefix(""))
                .noncurrentVersionExpiration(expiry -> expiry.noncurrentDays(30))
                .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(7));
    }

    private static void live(S3Client s3, LifecycleRule.Builder... rules) {
        List<LifecycleRule> built =
                Stream.of(rules).map(LifecycleRule.Builder::build).toList();
        s3.putBucketLifecycleConfiguration(
                put -> put.bucket(DOCS).lifecycleConfiguration(lifecycle -> lifecycle.rules(built)));
    }

    private static String lives(S3Client s3) {
        return read(() -> {
            LifecycleRule rule = s3.getBucketLifecycleConfiguration(get -> get.bucket(DOCS))
                    .rules()
                    .get(0);
            return rule.id() + " " + rule.statusAsString() + " "
                    + rule.noncurrentVersionExpiration().noncurrentDays() + " "
                    + rule.abortIncompleteMultipartUpload().daysAfterInitiation();
        });
    }

    private static List<Behaviour> cors() {
        return List.of(
                inBucket("a fresh bucket has no CORS rules", "404 NoSuchCORSConfiguration", SettingBehaviours::shared),
                inBucket("CORS rules come back as they were put", "[https://a.org] [GET, HEAD] [x-a] [etag] 60", s3 -> {
                    share(s3, corsRule());
                    return shared(s3);
                }),
                inBucket("CORS rules that were deleted are gone", "404 NoSuchCORSConfiguration", s3 -> {
                    share(s3, corsRule());
                    s3.deleteBucketCors(delete -> delete.bucket(DOCS));
                    return shared(s3);
                }),
                inBucket(
                        "a CORS rule of a method that S3 does not know is refused",
                        "400 InvalidRequest",
                        s3 -> answer(() -> share(s3, corsRule().allowedMethods("PATCH")))),
                inBucket(
                                "a CORS rule's origin has at most one star",
                                "400 InvalidRequest",
                                s3 -> answer(() -> share(s3, corsRule().allowedOrigins("https://*.*.org"))))
                        .motoShows("ok", MotoGap.UNCHECKED),
                inBucket(
                                "a CORS rule without an origin is refused",
                                "400 MalformedXML",
                                s3 -> answer(() ->
                                        share(s3, corsRule().allowedOrigins((java.util.Collection<String>) null))))
                        .againstTheModel(),
                inBucket(
                        "more than a hundred CORS rules are refused",
                        "400 MalformedXML",
                        s3 -> answer(() -> share(
                                s3,
                                Stream.generate(SettingBehaviours::corsRule)
                                        .limit(101)
                                        .toArray(CORSRule.Builder[]::new)))));
    }

    private static CORSRule.Builder corsRule() {
        return CORSRule.builder()
                .allowedOrigins("https://a.org")
                .allowedMethods("GET", "HEAD")
                .allowedHeaders("x-a")
                .exposeHeaders("etag")
                .maxAgeSeconds(60);
    }

    private static void share(S3Client s3, CORSRule.Builder... rules) {
        List<CORSRule> built = Stream.of(rules).map(CORSRule.Builder::build).toList();
        s3.putBucketCors(put -> put.bucket(DOCS).corsConfiguration(cors -> cors.corsRules(built)));
    }

    private static String shared(S3Client s3) {
        return read(() -> {
            CORSRule rule =
                    s3.getBucketCors(get -> get.bucket(DOCS)).corsRules().get(0);
            return rule.allowedOrigins() + " " + rule.allowedMethods() + " " + rule.allowedHeaders() + " "
                    + rule.exposeHeaders() + " " + rule.maxAgeSeconds();
        });
    }

    private static List<Behaviour> policy() {
        return List.of(
                inBucket("a fresh bucket has no policy", "404 NoSuchBucketPolicy", SettingBehaviours::allowed),
                inBucket("a policy comes back as it was put", READ_BY_CLOUDFRONT, s3 -> {
                    allow(s3, READ_BY_CLOUDFRONT);
                    return allowed(s3);
                }),
                inBucket("a policy that was deleted is gone", "404 NoSuchBucketPolicy", s3 -> {
                    allow(s3, READ_BY_CLOUDFRONT);
                    s3.deleteBucketPolicy(delete -> delete.bucket(DOCS));
                    return allowed(s3);
                }),
                inBucket("a public policy is refused where public access is blocked", "403 AccessDenied", s3 -> {
                            s3.putPublicAccessBlock(put -> put.bucket(DOCS)
                                    .publicAccessBlockConfiguration(block -> block.blockPublicPolicy(true)));
                            return answer(() -> allow(s3, READ_BY_ALL));
                        })
                        .motoShows("ok", "moto keeps a public access block without acting on it"),
                inBucket(
                                "a policy that is no JSON is refused",
                                "400 MalformedPolicy",
                                s3 -> answer(() -> allow(s3, "{")))
                        .motoShows("ok", MotoGap.UNCHECKED),
                inBucket(
                                "a policy about another bucket is refused",
                                "400 MalformedPolicy",
                                s3 -> answer(
                                        () -> allow(s3, READ_BY_CLOUDFRONT.replace("docs-example-com/*", "another/*"))))
                        .motoShows("ok", MotoGap.UNCHECKED));
    }

    private static void allow(S3Client s3, String policy) {
        s3.putBucketPolicy(put -> put.bucket(DOCS).policy(policy));
    }

    private static String allowed(S3Client s3) {
        return read(() -> s3.getBucketPolicy(get -> get.bucket(DOCS)).policy());
    }

    private static List<Behaviour> tagging() {
        return List.of(
                inBucket("a fresh bucket has no tags", "404 NoSuchTagSet", BucketBehaviours::tags),
                inBucket("tags are replaced as a whole", "b=2", s3 -> {
                    tag(s3, Tag.builder().key("a").value("1"));
                    tag(s3, Tag.builder().key("b").value("2"));
                    return tags(s3);
                }),
                inBucket("tags that were deleted are gone", "404 NoSuchTagSet", s3 -> {
                    tag(s3, Tag.builder().key("a").value("1"));
                    s3.deleteBucketTagging(delete -> delete.bucket(DOCS));
                    return tags(s3);
                }),
                inBucket(
                        "a tag's key is there once",
                        "400 InvalidTag",
                        s3 -> answer(() -> tag(
                                s3,
                                Tag.builder().key("a").value("1"),
                                Tag.builder().key("a").value("2")))),
                inBucket(
                        "a tag's key is not AWS's",
                        "400 InvalidTag",
                        s3 -> answer(() -> tag(s3, Tag.builder().key("aws:a").value("1")))),
                inBucket(
                                "a bucket has at most fifty tags",
                                "400 BadRequest",
                                s3 -> answer(() -> tag(
                                        s3,
                                        Stream.iterate(0, i -> i < 51, i -> i + 1)
                                                .map(i -> Tag.builder()
                                                        .key("k" + i)
                                                        .value(""))
                                                .toArray(Tag.Builder[]::new))))
                        .motoShows("ok", MotoGap.UNCHECKED));
    }

    private static void tag(S3Client s3, Tag.Builder... tags) {
        List<Tag> built = Stream.of(tags).map(Tag.Builder::build).toList();
        s3.putBucketTagging(put -> put.bucket(DOCS).tagging(set -> set.tagSet(built)));
    }
}
