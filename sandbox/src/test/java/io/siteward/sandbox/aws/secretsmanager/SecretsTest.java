package io.siteward.sandbox.aws.secretsmanager;

import static io.siteward.sandbox.aws.secretsmanager.SecretsOnTheWire.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** Secrets and what is refused about them: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
class SecretsTest {
    private static final String NAME = "siteward/fleet/web/docs/1";
    private static final Tag TAG = Tag.builder().key("owner").value("us").build();

    @RegisterExtension
    final SecretsOnTheWire aws = new SecretsOnTheWire();

    @Test
    void areReadByNameAndByArn() {
        CreateSecretResponse made = create(NAME, "the key");

        assertThat(made.arn())
                .matches("arn:aws:secretsmanager:eu-central-1:" + SecretsOnTheWire.OWNER + ":secret:" + NAME
                        + "-[A-Za-z0-9]{6}");
        GetSecretValueResponse read = read(NAME);
        assertThat(read.secretString()).isEqualTo("the key");
        assertThat(read.versionId()).isEqualTo(made.versionId());
        assertThat(read.versionStages()).containsExactly("AWSCURRENT");
        assertThat(read(made.arn()).secretString()).isEqualTo("the key");
        assertThat(read(made.arn().substring(0, made.arn().length() - 7)).secretString())
                .isEqualTo("the key");
    }

    @Test
    void areEachRegionsAndEachAccountsOwn() {
        create(NAME, "ours");
        assertRefused(
                "ResourceNotFoundException",
                "can't find",
                () -> aws.inAnotherRegion().describeSecret(request -> request.secretId(NAME)));
        assertRefused(
                "ResourceNotFoundException",
                "can't find",
                () -> aws.stranger().getSecretValue(request -> request.secretId(NAME)));
    }

    @Test
    void areMadeOnceForOneToken() {
        CreateSecretRequest request = CreateSecretRequest.builder()
                .name(NAME)
                .secretString("the key")
                .clientRequestToken(UUID.randomUUID().toString())
                .build();
        CreateSecretResponse first = aws.client().createSecret(request);

        assertThat(aws.client().createSecret(request).arn()).isEqualTo(first.arn());
        assertRefused(
                "ResourceExistsException",
                NAME,
                () -> aws.client()
                        .createSecret(
                                request.toBuilder().secretString("another").build()));
        assertRefused("ResourceExistsException", NAME, () -> create(NAME, "the key"));
    }

    /** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html */
    @Test
    void moveTheirLabelsToANewVersion() {
        String first = create(NAME, "1").versionId();
        String second = aws.client()
                .putSecretValue(request -> request.secretId(NAME).secretString("2"))
                .versionId();
        String pending = aws.client()
                .putSecretValue(
                        request -> request.secretId(NAME).secretString("3").versionStages("PENDING"))
                .versionId();

        assertThat(read(NAME).secretString()).isEqualTo("2");
        assertThat(aws.client()
                        .getSecretValue(request -> request.secretId(NAME).versionStage("AWSPREVIOUS"))
                        .versionId())
                .isEqualTo(first);
        assertThat(aws.client()
                        .describeSecret(request -> request.secretId(NAME))
                        .versionIdsToStages())
                .containsEntry(second, List.of("AWSCURRENT"))
                .containsEntry(pending, List.of("PENDING"));
        assertRefused(
                "InvalidRequestException",
                "not associated",
                () -> aws.client()
                        .getSecretValue(request ->
                                request.secretId(NAME).versionId(first).versionStage("AWSCURRENT")));
    }

    @Test
    void takeAVersionOnceForOneToken() {
        create(NAME, "1");
        String token = UUID.randomUUID().toString();
        aws.client()
                .putSecretValue(
                        request -> request.secretId(NAME).secretString("2").clientRequestToken(token));
        aws.client()
                .putSecretValue(
                        request -> request.secretId(NAME).secretString("2").clientRequestToken(token));

        assertThat(read(NAME).versionId()).isEqualTo(token);
        assertRefused(
                "ResourceExistsException",
                token,
                () -> aws.client()
                        .putSecretValue(request ->
                                request.secretId(NAME).secretString("3").clientRequestToken(token)));
    }

    @Test
    void mayHaveNoValueYet() {
        aws.client().createSecret(request -> request.name(NAME));
        assertRefused("ResourceNotFoundException", "AWSCURRENT", () -> read(NAME));
        assertRefused(
                "InvalidRequestException",
                "SecretString",
                () -> aws.client().putSecretValue(request -> request.secretId(NAME)));

        aws.client().putSecretValue(request -> request.secretId(NAME).secretBinary(SdkBytes.fromUtf8String("bytes")));
        assertThat(read(NAME).secretBinary().asUtf8String()).isEqualTo("bytes");
    }

    @Test
    void areATextOrBytesAndNotBoth() {
        assertRefused(
                "InvalidParameterException",
                "both",
                () -> aws.client()
                        .createSecret(request ->
                                request.name(NAME).secretString("a").secretBinary(SdkBytes.fromUtf8String("b"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "ümlaut", "a:b", "a*"})
    void areNamedByRules(String name) {
        assertRefused("ValidationException", "Invalid name", () -> create(name, "v"));
    }

    /** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html */
    @Test
    void waitForTheirDeletion() {
        create(NAME, "v");
        assertThat(aws.client()
                        .deleteSecret(request -> request.secretId(NAME).recoveryWindowInDays(7L))
                        .deletionDate())
                .isEqualTo(aws.clock.instant().plus(Duration.ofDays(7)));

        assertRefused("InvalidRequestException", "marked for deletion", () -> read(NAME));
        assertRefused(
                "InvalidRequestException",
                "marked for deletion",
                () -> aws.client()
                        .putSecretValue(request -> request.secretId(NAME).secretString("w")));
        assertRefused(
                "InvalidRequestException",
                "marked for deletion",
                () -> aws.client().tagResource(request -> request.secretId(NAME).tags(TAG)));
        assertRefused(
                "InvalidRequestException",
                "marked for deletion",
                () -> aws.client().deleteSecret(request -> request.secretId(NAME)));
        assertRefused("InvalidRequestException", "scheduled for deletion", () -> create(NAME, "v"));
        assertThat(aws.client()
                        .describeSecret(request -> request.secretId(NAME))
                        .deletedDate())
                .isNotNull();
        aws.clock.advance(Duration.ofDays(7));
        assertRefused("ResourceNotFoundException", "can't find", () -> read(NAME));
        create(NAME, "v");
    }

    @Test
    void waitThirtyDaysUnlessToldOtherwise() {
        create(NAME, "v");
        aws.client().deleteSecret(request -> request.secretId(NAME));
        aws.clock.advance(Duration.ofDays(29));
        aws.client().restoreSecret(request -> request.secretId(NAME));

        assertThat(read(NAME).secretString()).isEqualTo("v");
    }

    @Test
    void goSoonAndForGoodWhenForced() {
        create(NAME, "v");
        aws.client().deleteSecret(request -> request.secretId(NAME).forceDeleteWithoutRecovery(true));

        assertRefused("InvalidRequestException", "scheduled for deletion", () -> create(NAME, "v"));
        assertRefused(
                "InvalidRequestException",
                "without recovery",
                () -> aws.client().restoreSecret(request -> request.secretId(NAME)));
        aws.clock.advance(SecretsOnTheWire.FORCED_DELETION);
        create(NAME, "v");
    }

    @Test
    void areForcedToGoThoughTheyAreNotThere() {
        aws.client().deleteSecret(request -> request.secretId(NAME).forceDeleteWithoutRecovery(true));
        assertRefused(
                "ResourceNotFoundException",
                "can't find",
                () -> aws.client().deleteSecret(request -> request.secretId(NAME)));
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 31})
    void haveAWindowOfSevenToThirtyDays(long days) {
        create(NAME, "v");
        assertRefused(
                "InvalidParameterException",
                "between 7 and 30",
                () -> aws.client()
                        .deleteSecret(request -> request.secretId(NAME).recoveryWindowInDays(days)));
        assertRefused(
                "InvalidParameterException",
                "in conjunction",
                () -> aws.client()
                        .deleteSecret(request ->
                                request.secretId(NAME).recoveryWindowInDays(7L).forceDeleteWithoutRecovery(true)));
    }

    @Test
    void haveTags() {
        aws.client()
                .createSecret(request -> request.name(NAME).secretString("v").tags(TAG));
        aws.client()
                .tagResource(request -> request.secretId(NAME)
                        .tags(Tag.builder().key("stage").value("live").build()));
        aws.client().untagResource(request -> request.secretId(NAME).tagKeys("owner", "none"));

        assertThat(aws.client()
                        .describeSecret(request -> request.secretId(NAME))
                        .tags())
                .extracting(Tag::key)
                .containsExactly("stage");
        assertRefused(
                "InvalidParameterException",
                "50 tags",
                () -> aws.client()
                        .tagResource(request -> request.secretId(NAME)
                                .tags(IntStream.range(0, 50)
                                        .mapToObj(n -> Tag.builder()
                                                .key("k" + n)
                                                .value("v")
                                                .build())
                                        .toList())));
    }

    /** https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
    @Test
    void areEncryptedWithAKeyThatTheCallerMayUse() {
        String key = aws.keys.put(SecretsOnTheWire.OWNER, "eu-central-1", "ours");
        aws.client()
                .createSecret(request -> request.name(NAME).secretString("v").kmsKeyId(key));
        assertThat(read(NAME).secretString()).isEqualTo("v");

        aws.keys.setEnabled(key, false);
        assertRefused("DecryptionFailure", "is disabled", () -> read(NAME));
        assertRefused(
                "EncryptionFailure",
                "is disabled",
                () -> aws.client()
                        .putSecretValue(request -> request.secretId(NAME).secretString("w")));
        aws.keys.setEnabled(key, true);
        aws.keys.allow(key, caller -> false);
        assertRefused("AccessDeniedException", "Access to KMS is not allowed", () -> read(NAME));
        aws.keys.remove(key);
        assertRefused(
                "EncryptionFailure",
                "Invalid keyId",
                () -> aws.client()
                        .createSecret(request ->
                                request.name("another").secretString("v").kmsKeyId(key)));
    }

    private CreateSecretResponse create(String name, String value) {
        return aws.client().createSecret(request -> request.name(name).secretString(value));
    }

    private GetSecretValueResponse read(String id) {
        return aws.client().getSecretValue(request -> request.secretId(id));
    }
}
