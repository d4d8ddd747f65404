package io.siteward.sandbox.aws.s3;

import static io.siteward.sandbox.aws.s3.S3OnTheWire.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html and, for what is public,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
class AclTest {
    @RegisterExtension
    final S3OnTheWire aws = new S3OnTheWire();

    @BeforeEach
    void makeBucket() {
        aws.bucket("docs");
    }

    private S3Client s3() {
        return aws.client();
    }

    private void own(ObjectOwnership ownership) {
        OwnershipControls controls = OwnershipControls.builder()
                .rules(OwnershipControlsRule.builder()
                        .objectOwnership(ownership)
                        .build())
                .build();
        s3().putBucketOwnershipControls(request -> request.bucket("docs").ownershipControls(controls));
    }

    private void putBucketAcl(BucketCannedACL acl) {
        s3().putBucketAcl(request -> request.bucket("docs").acl(acl));
    }

    private void putObject(ObjectCannedACL acl) {
        s3().putObject(request -> request.bucket("docs").key("a").acl(acl), RequestBody.fromString("hello"));
    }

    @Test
    void isNotSupportedWhereTheBucketOwnerOwnsEverything() {
        assertRefused(400, "AccessControlListNotSupported", () -> putBucketAcl(BucketCannedACL.AUTHENTICATED_READ));
        assertRefused(400, "AccessControlListNotSupported", () -> putObject(ObjectCannedACL.PUBLIC_READ));
        putObject(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL);
        assertRefused(
                400,
                "AccessControlListNotSupported",
                () -> s3().putObjectAcl(
                                request -> request.bucket("docs").key("a").acl(ObjectCannedACL.PUBLIC_READ)));
        assertThat(s3().getBucketAcl(request -> request.bucket("docs")).grants())
                .hasSize(1);
    }

    @Test
    void isForbiddenUnderTheBlockWhenPublic() {
        own(ObjectOwnership.OBJECT_WRITER);

        assertRefused(403, "AccessDenied", () -> putBucketAcl(BucketCannedACL.PUBLIC_READ));
        assertRefused(403, "AccessDenied", () -> putBucketAcl(BucketCannedACL.AUTHENTICATED_READ));
        assertRefused(403, "AccessDenied", () -> putObject(ObjectCannedACL.PUBLIC_READ));
        assertRefused(
                403,
                "AccessDenied",
                () -> s3().putBucketAcl(request ->
                        request.bucket("docs").grantRead("uri=\"http://acs.amazonaws.com/groups/global/AllUsers\"")));
    }

    @Test
    void letsStrangersReadOnceNothingStandsInTheWay() {
        own(ObjectOwnership.OBJECT_WRITER);
        s3().deletePublicAccessBlock(request -> request.bucket("docs"));
        putObject(ObjectCannedACL.PUBLIC_READ);
        assertThat(aws.s3
                        .read(ObjectReader.anonymous(true), "docs", "a")
                        .content()
                        .asUtf8String())
                .isEqualTo("hello");

        s3().putPublicAccessBlock(request ->
                request.bucket("docs").publicAccessBlockConfiguration(block -> block.ignorePublicAcls(true)));
        assertRefused(403, "AccessDenied", () -> aws.s3.read(ObjectReader.anonymous(true), "docs", "a"));
    }

    @Test
    void mustBeTheOwnersBeforeAclsCanBeDisabled() {
        own(ObjectOwnership.OBJECT_WRITER);
        s3().deletePublicAccessBlock(request -> request.bucket("docs"));
        putBucketAcl(BucketCannedACL.PUBLIC_READ);

        assertRefused(400, "InvalidBucketAclWithObjectOwnership", () -> own(ObjectOwnership.BUCKET_OWNER_ENFORCED));

        putBucketAcl(BucketCannedACL.PRIVATE);
        own(ObjectOwnership.BUCKET_OWNER_ENFORCED);
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html */
    @Test
    void isStatedInOneWayOnly() {
        own(ObjectOwnership.OBJECT_WRITER);

        assertRefused(
                400,
                "InvalidRequest",
                () -> s3().putBucketAcl(request ->
                        request.bucket("docs").acl(BucketCannedACL.PRIVATE).grantRead("id=\"abc\"")));
        assertRefused(
                400,
                "InvalidArgument",
                () -> s3().putBucketAcl(request -> request.bucket("docs").grantRead("name=\"abc\"")));
    }
}
