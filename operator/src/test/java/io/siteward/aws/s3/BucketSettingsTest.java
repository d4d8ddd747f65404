package io.siteward.aws.s3;

import static io.siteward.aws.s3.S3Fixture.DOCS;
import static io.siteward.aws.s3.S3Fixture.present;
import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.graph.Change;
import io.siteward.graph.Diff;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.EncryptionType;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Encryption, versioning and CORS. */
class BucketSettingsTest {
    private static final Cors.Rules CORS = new Cors.Rules(List.of(new Cors.Rule(
            List.of("https://b.example", "https://a.example"), List.of("HEAD", "GET"), List.of(), List.of(), null)));

    @RegisterExtension
    final S3Fixture s3 = new S3Fixture();

    private final S3Client colleague = s3.colleague();
    private final Encryption encryption = new Encryption(s3.operator(), DOCS);
    private final Versioning versioning = new Versioning(s3.operator(), DOCS);
    private final Cors cors = new Cors(s3.operator(), DOCS);

    @BeforeEach
    void makeBucket() {
        s3.makeBucket(colleague);
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-s3-c-encryption-setting-faq.html */
    @Test
    void theEncryptionOfANewBucketIsNotWrittenAnew() {
        encryption.create(Encryption.Desired.S3_MANAGED);
        assertThat(s3.operations()).containsExactly("GetBucketEncryption");
    }

    @Test
    void anotherEncryptionIsPutBackAndWhatIsNotModelledStays() {
        ServerSideEncryptionRule withKms = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(byDefault -> byDefault
                        .sseAlgorithm(ServerSideEncryption.AWS_KMS)
                        .kmsMasterKeyID("arn:aws:kms:eu-central-1:111122223333:key/k"))
                .bucketKeyEnabled(true)
                .blockedEncryptionTypes(types -> types.encryptionType(EncryptionType.SSE_C))
                .build();
        colleague.putBucketEncryption(request -> request.bucket(DOCS.name())
                .serverSideEncryptionConfiguration(configuration -> configuration.rules(withKms)));
        Encryption.Observed observed = present(encryption.observe());
        Diff diff = encryption.diff(Encryption.Desired.S3_MANAGED, observed);

        assertThat(diff.changes())
                .containsExactly(
                        new Change("encryption.algorithm", "AES256", "aws:kms"),
                        new Change("encryption.kmsKey", null, "arn:aws:kms:eu-central-1:111122223333:key/k"));
        Encryption.Observed updated = encryption.update(Encryption.Desired.S3_MANAGED, observed, diff);
        assertThat(present(encryption.observe())).isEqualTo(updated);
        assertThat(updated.rule().blockedEncryptionTypes().encryptionType()).containsExactly(EncryptionType.SSE_C);
        assertThat(updated.rule().bucketKeyEnabled()).isTrue();
        assertThat(encryption.diff(Encryption.Desired.S3_MANAGED, updated).isEmpty())
                .isTrue();
    }

    @Test
    void aBucketThatNeverKeptVersionsCountsAsSuspended() {
        Versioning.Observed observed = present(versioning.observe());
        assertThat(versioning.diff(new Versioning.Desired(false), observed).isEmpty())
                .isTrue();
        assertThat(versioning.diff(new Versioning.Desired(true), observed).changes())
                .containsExactly(new Change("versioning.status", "Enabled", null));
    }

    @Test
    void versioningGoesOnAndOff() {
        versioning.create(new Versioning.Desired(true));
        Versioning.Observed enabled = present(versioning.observe());
        Diff diff = versioning.diff(new Versioning.Desired(false), enabled);

        assertThat(diff.changes()).containsExactly(new Change("versioning.status", "Suspended", "Enabled"));
        versioning.update(new Versioning.Desired(false), enabled, diff);
        assertThat(colleague
                        .getBucketVersioning(request -> request.bucket(DOCS.name()))
                        .status())
                .isEqualTo(BucketVersioningStatus.SUSPENDED);
    }

    @Test
    void corsIsWrittenAndReadWhateverTheOrder() {
        cors.create(CORS);
        assertThat(cors.diff(CORS, present(cors.observe())).isEmpty()).isTrue();
    }

    @Test
    void corsThatNobodyWantsIsNeitherWrittenNorFound() {
        cors.create(Cors.Rules.NONE);
        assertThat(s3.operations()).isEmpty();
        assertThat(cors.diff(Cors.Rules.NONE, present(cors.observe())).isEmpty())
                .isTrue();
    }

    @Test
    void corsIsComparedMemberByMember() {
        CORSRule changed = CORSRule.builder()
                .allowedOrigins("*")
                .allowedMethods("GET", "HEAD")
                .maxAgeSeconds(60)
                .build();
        CORSRule added = CORSRule.builder()
                .allowedOrigins("https://evil.example")
                .allowedMethods("PUT")
                .build();
        colleague.putBucketCors(request -> request.bucket(DOCS.name())
                .corsConfiguration(configuration -> configuration.corsRules(changed, added)));
        Cors.Rules observed = present(cors.observe());
        Diff diff = cors.diff(CORS, observed);

        assertThat(diff.changes())
                .extracting(Change::path)
                .containsExactly("cors.rules[0].allowedOrigins", "cors.rules[0].maxAgeSeconds", "cors.rules[1]");
        cors.update(CORS, observed, diff);
        assertThat(present(cors.observe())).isEqualTo(CORS);
    }

    @Test
    void corsThatLeftTheSpecIsRemoved() {
        cors.create(CORS);
        Cors.Rules observed = present(cors.observe());
        cors.update(Cors.Rules.NONE, observed, cors.diff(Cors.Rules.NONE, observed));
        assertThat(s3.operations()).endsWith("DeleteBucketCors");
        assertThat(present(cors.observe())).isEqualTo(Cors.Rules.NONE);
    }
}
