package io.siteward.sandbox.aws.s3;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.Permission;

/**
 * What a new bucket may be, and what creating it again does.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">CreateBucket</a>
 */
final class BucketCreation {
    static final String US_EAST_1 = "us-east-1";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern IP_ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
    private static final List<String> RESERVED_PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
    private static final List<String> RESERVED_SUFFIXES =
            List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");
    private static final Set<ObjectOwnership> OWNERSHIPS = Set.of(
            ObjectOwnership.BUCKET_OWNER_ENFORCED,
            ObjectOwnership.BUCKET_OWNER_PREFERRED,
            ObjectOwnership.OBJECT_WRITER);

    private BucketCreation() {}

    /** @param calledRegion where the request was sent; empty where that is not known */
    static Bucket bucket(CreateBucketRequest request, String account, Optional<String> calledRegion, Instant now) {
        checkName(request.bucket());
        CreateBucketConfiguration configuration = request.createBucketConfiguration();
        String region = configuration == null ? US_EAST_1 : region(configuration.locationConstraintAsString());
        calledRegion.ifPresent(called -> checkEndpoint(called, region));
        Bucket bucket = new Bucket(request.bucket(), account, region, now);
        if (configuration != null) {
            bucket.tags = TagSet.checked(configuration.tags());
        }
        if (request.objectOwnershipAsString() != null) {
            bucket.ownership = Optional.of(ownership(request.objectOwnership()));
        }
        bucket.acl = acl(request, account);
        checkAcl(bucket);
        return bucket;
    }

    /**
     * Creating a bucket that exists: in us-east-1 one's own is taken as success, which resets its access control
     * list; nothing else of the request is carried out.
     */
    static void again(Bucket existing, Bucket wanted) {
        if (!existing.owner.equals(wanted.owner)) {
            throw S3Refusal.alreadyExists();
        }
        if (!existing.region.equals(US_EAST_1) || !wanted.region.equals(US_EAST_1)) {
            throw S3Refusal.alreadyOwnedByYou();
        }
        existing.acl = Acl.ofOwner(existing.owner);
    }

    static ObjectOwnership ownership(ObjectOwnership ownership) {
        if (!OWNERSHIPS.contains(ownership)) {
            throw S3Refusal.malformedXml();
        }
        return ownership;
    }

    /** @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Naming rules</a> */
    private static void checkName(String name) {
        boolean valid = NAME.matcher(name).matches()
                && !name.contains("..")
                && !IP_ADDRESS.matcher(name).matches()
                && RESERVED_PREFIXES.stream().noneMatch(name::startsWith)
                && RESERVED_SUFFIXES.stream().noneMatch(name::endsWith);
        if (!valid) {
            throw S3Refusal.of("InvalidBucketName", "The specified bucket is not valid.");
        }
    }

    /**
     * A region's own endpoint makes buckets in that region alone; that of us-east-1 makes them anywhere.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">
     *     IllegalLocationConstraintException</a>
     */
    private static void checkEndpoint(String called, String wanted) {
        if (!called.equals(US_EAST_1) && !called.equals(wanted)) {
            String constraint = wanted.equals(US_EAST_1) ? "unspecified" : wanted;
            throw S3Refusal.of(
                    "IllegalLocationConstraintException",
                    "The " + constraint + " location constraint is incompatible for the region specific endpoint this"
                            + " request was sent to.");
        }
    }

    private static String region(@Nullable String constraint) {
        if (constraint == null || constraint.isEmpty()) {
            return US_EAST_1;
        }
        if (constraint.equals("EU")) {
            return "eu-west-1";
        }
        // us-east-1 is meant by leaving it out and refused by name.
        boolean known = Region.regions().stream().map(Region::id).anyMatch(constraint::equals);
        if (!known || constraint.equals(US_EAST_1)) {
            throw S3Refusal.of("InvalidLocationConstraint", "The specified location-constraint is not valid");
        }
        return constraint;
    }

    private static Acl acl(CreateBucketRequest request, String account) {
        List<Grant> granted = Stream.of(
                        AclGrants.ofHeader(request.grantFullControl(), Permission.FULL_CONTROL),
                        AclGrants.ofHeader(request.grantRead(), Permission.READ),
                        AclGrants.ofHeader(request.grantReadACP(), Permission.READ_ACP),
                        AclGrants.ofHeader(request.grantWrite(), Permission.WRITE),
                        AclGrants.ofHeader(request.grantWriteACP(), Permission.WRITE_ACP))
                .flatMap(List::stream)
                .toList();
        return AclGrants.acl(request.aclAsString(), granted, account).orElseGet(() -> Acl.ofOwner(account));
    }

    private static void checkAcl(Bucket bucket) {
        if (bucket.aclsDisabled() && !bucket.acl.onlyFor(bucket.owner)) {
            throw S3Refusal.of(
                    "InvalidBucketAclWithObjectOwnership",
                    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
        }
        if (bucket.blocksPublicAcls() && bucket.acl.isPublic()) {
            throw S3Refusal.of(
                    "InvalidBucketAclWithBlockPublicAccessError",
                    "Bucket cannot have public ACLs set with BlockPublicAccess enabled");
        }
    }
}
