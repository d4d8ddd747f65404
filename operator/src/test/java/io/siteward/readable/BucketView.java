package io.siteward.readable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Grantee;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads a bucket's {@link BucketFacts} as its owner. */
public final class BucketView {
    private static final Set<String> ABSENT =
            Set.of("NoSuchBucketPolicy", "NoSuchPublicAccessBlockConfiguration", "OwnershipControlsNotFoundError");

    private final S3Client s3;

    /** @param s3 a client of the account that owns the buckets */
    public BucketView(S3Client s3) {
        this.s3 = s3;
    }

    public BucketFacts read(String bucket) {
        Optional<String> ownership = unlessAbsent(() -> s3.getBucketOwnershipControls(request -> request.bucket(bucket))
                .ownershipControls()
                .rules()
                .get(0)
                .objectOwnershipAsString());
        Optional<PublicAccessBlockConfiguration> block = unlessAbsent(
                () -> s3.getPublicAccessBlock(request -> request.bucket(bucket)).publicAccessBlockConfiguration());
        return new BucketFacts(
                bucket,
                unlessAbsent(() ->
                        s3.getBucketPolicy(request -> request.bucket(bucket)).policy()),
                ownership,
                block.map(BucketView::flags).orElse(Set.of()),
                s3.getBucketAcl(request -> request.bucket(bucket)).owner().id(),
                grants(bucket));
    }

    private static Set<String> flags(PublicAccessBlockConfiguration block) {
        Set<String> on = new HashSet<>();
        add(on, BucketFacts.BLOCK_PUBLIC_ACLS, block.blockPublicAcls());
        add(on, BucketFacts.IGNORE_PUBLIC_ACLS, block.ignorePublicAcls());
        add(on, BucketFacts.BLOCK_PUBLIC_POLICY, block.blockPublicPolicy());
        add(on, BucketFacts.RESTRICT_PUBLIC_BUCKETS, block.restrictPublicBuckets());
        return on;
    }

    private static void add(Set<String> on, String flag, Boolean value) {
        if (Boolean.TRUE.equals(value)) {
            on.add(flag);
        }
    }

    private List<BucketFacts.Grant> grants(String bucket) {
        List<BucketFacts.Grant> grants = new ArrayList<>();
        s3.getBucketAcl(request -> request.bucket(bucket))
                .grants()
                .forEach(grant -> grants.add(grant("bucket", grant)));
        s3.listObjectVersions(request -> request.bucket(bucket)).versions().stream()
                .filter(version -> Boolean.TRUE.equals(version.isLatest()))
                .map(ObjectVersion::key)
                .forEach(
                        key -> s3.getObjectAcl(request -> request.bucket(bucket).key(key))
                                .grants()
                                .forEach(grant -> grants.add(grant(key, grant))));
        return grants;
    }

    private static BucketFacts.Grant grant(String on, software.amazon.awssdk.services.s3.model.Grant grant) {
        Grantee grantee = grant.grantee();
        String name = Stream.of(grantee.id(), grantee.uri(), grantee.emailAddress())
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse("unknown");
        return new BucketFacts.Grant(on, name, grant.permissionAsString());
    }

    private static <T> Optional<T> unlessAbsent(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (S3Exception e) {
            if (ABSENT.contains(e.awsErrorDetails().errorCode())) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
