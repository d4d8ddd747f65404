package io.siteward.sandbox.aws.ssm;

import static io.siteward.sandbox.aws.ssm.SsmOnTheWire.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.Tag;

/** Parameters and what is refused about them: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
class ParametersTest {
    private static final String NAME = "/siteward/fleet/web/docs/1";
    private static final Tag TAG = Tag.builder().key("owner").value("us").build();

    @RegisterExtension
    final SsmOnTheWire aws = new SsmOnTheWire();

    @Test
    void keepASecretThatOnlyDecryptionShows() {
        var made = aws.client()
                .putParameter(request ->
                        request.name(NAME).type("SecureString").value("the key").tags(TAG));

        assertThat(made.version()).isEqualTo(1);
        assertThat(made.tierAsString()).isEqualTo("Standard");
        Parameter decrypted = read(NAME, true);
        assertThat(decrypted.value()).isEqualTo("the key");
        assertThat(decrypted.typeAsString()).isEqualTo("SecureString");
        assertThat(decrypted.arn()).isEqualTo("arn:aws:ssm:eu-central-1:" + SsmOnTheWire.OWNER + ":parameter" + NAME);
        assertThat(decrypted.lastModifiedDate()).isEqualTo(aws.clock.instant());
        assertThat(read(NAME, false).value()).isNotEmpty().doesNotContain("the key");
    }

    @Test
    void countTheirVersionsAndKeepTheOldOnesReadable() {
        aws.putString("/pointer", "1");
        aws.putString("/pointer", "2");

        assertThat(read("/pointer", false).value()).isEqualTo("2");
        assertThat(read("/pointer", false).version()).isEqualTo(2);
        Parameter first = read("/pointer:1", false);
        assertThat(first.value()).isEqualTo("1");
        assertThat(first.selector()).isEqualTo(":1");
        assertRefused("ParameterVersionNotFound", "version 3", () -> read("/pointer:3", false));
    }

    /** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html */
    @Test
    void keepAHundredVersions() {
        IntStream.rangeClosed(1, 101).forEach(n -> aws.putString("/pointer", "v" + n));

        assertThat(read("/pointer:2", false).value()).isEqualTo("v2");
        assertRefused("ParameterVersionNotFound", "version 1", () -> read("/pointer:1", false));
    }

    @Test
    void areEachRegionsAndEachAccountsOwn() {
        aws.putString(NAME, "ours");

        assertThat(aws.inAnotherRegion()
                        .getParameters(request -> request.names(NAME))
                        .invalidParameters())
                .containsExactly(NAME);
        assertRefused("ParameterNotFound", "", () -> aws.stranger().getParameter(request -> request.name(NAME)));
    }

    @Test
    void areReadSeveralAtATime() {
        aws.putString("/a", "1");
        aws.putString("/b", "2");

        var found = aws.client().getParameters(request -> request.names("/a", "/b", "/c"));

        assertThat(found.parameters()).extracting(Parameter::value).containsExactly("1", "2");
        assertThat(found.invalidParameters()).containsExactly("/c");
    }

    /** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html */
    @Test
    void areListedByPathPageByPage() {
        IntStream.range(10, 33).forEach(n -> aws.putString("/keys/docs/" + n, "v"));
        aws.putString("/keys/other", "v");
        aws.putString("/keysmith", "v");
        List<String> names = new ArrayList<>();

        aws.client()
                .getParametersByPathPaginator(request -> request.path("/keys").recursive(true))
                .forEach(page -> page.parameters().forEach(parameter -> names.add(parameter.name())));

        assertThat(names).hasSize(24).doesNotHaveDuplicates().doesNotContain("/keysmith");
        assertThat(aws.client()
                        .getParametersByPath(
                                request -> request.path("/keys/docs").maxResults(3))
                        .parameters())
                .hasSize(3);
        assertThat(aws.client()
                        .getParametersByPath(request -> request.path("/keys"))
                        .parameters())
                .extracting(Parameter::name)
                .containsExactly("/keys/other");
        assertRefused(
                "InvalidNextToken",
                "token",
                () -> aws.client()
                        .getParametersByPath(request -> request.path("/keys").nextToken("none")));
        assertRefused(
                "ValidationException",
                "slash",
                () -> aws.client().getParametersByPath(request -> request.path("keys")));
    }

    @Test
    void goAtOnce() {
        aws.putString(NAME, "v");
        aws.client().deleteParameter(request -> request.name(NAME));

        assertRefused("ParameterNotFound", "", () -> read(NAME, false));
        assertRefused("ParameterNotFound", "", () -> aws.client().deleteParameter(request -> request.name(NAME)));
    }

    @Test
    void haveTags() {
        aws.client()
                .putParameter(
                        request -> request.name(NAME).type("String").value("v").tags(TAG));
        aws.client()
                .addTagsToResource(request -> request.resourceType("Parameter")
                        .resourceId(NAME)
                        .tags(Tag.builder().key("stage").value("live").build()));
        aws.client()
                .removeTagsFromResource(request ->
                        request.resourceType("Parameter").resourceId(NAME).tagKeys("owner"));

        assertThat(aws.client()
                        .listTagsForResource(
                                request -> request.resourceType("Parameter").resourceId(NAME))
                        .tagList())
                .extracting(Tag::key)
                .containsExactly("stage");
        assertRefused(
                "InvalidResourceId",
                "not valid",
                () -> aws.client()
                        .listTagsForResource(
                                request -> request.resourceType("Parameter").resourceId("/none")));
        assertRefused(
                "TooManyTagsError",
                "50",
                () -> aws.client()
                        .addTagsToResource(request -> request.resourceType("Parameter")
                                .resourceId(NAME)
                                .tags(IntStream.range(0, 50)
                                        .mapToObj(n -> Tag.builder()
                                                .key("k" + n)
                                                .value("v")
                                                .build())
                                        .toList())));
        assertRefused(
                "ValidationException",
                "reserved",
                () -> aws.client()
                        .addTagsToResource(request -> request.resourceType("Parameter")
                                .resourceId(NAME)
                                .tags(Tag.builder().key("aws:x").value("v").build())));
    }

    @Test
    void areNotOverwrittenUnasked() {
        aws.putString(NAME, "first");
        assertRefused(
                "ParameterAlreadyExists",
                "overwrite",
                () -> aws.client()
                        .putParameter(
                                request -> request.name(NAME).type("String").value("second")));
        assertThat(read(NAME, false).value()).isEqualTo("first");
    }

    @Test
    void takeNoTagsTogetherWithOverwrite() {
        assertRefused(
                "ValidationException",
                "tags and overwrite",
                () -> aws.client()
                        .putParameter(request -> request.name(NAME)
                                .type("String")
                                .value("v")
                                .overwrite(true)
                                .tags(TAG)));
    }

    @Test
    void keepTheirTypeAndTheirTier() {
        aws.client()
                .putParameter(request ->
                        request.name(NAME).type("SecureString").tier("Advanced").value("v".repeat(8192)));
        assertRefused("HierarchyTypeMismatchException", "type", () -> aws.putString(NAME, "v"));
        assertRefused(
                "ValidationException",
                "downgrade",
                () -> aws.client()
                        .putParameter(request ->
                                request.name(NAME).value("v").tier("Standard").overwrite(true)));

        aws.client().putParameter(request -> request.name(NAME).value("v").overwrite(true));
        assertThat(read(NAME, true).typeAsString()).isEqualTo("SecureString");
    }

    @Test
    void needAType() {
        assertRefused(
                "ValidationException",
                "type is required",
                () -> aws.client().putParameter(request -> request.name(NAME).value("v")));
    }

    @ParameterizedTest
    @CsvSource({"Standard, 4097", "Advanced, 8193"})
    void areLimitedInSize(String tier, int size) {
        assertRefused(
                "ValidationException",
                "maximum parameter value",
                () -> aws.client()
                        .putParameter(request -> request.name(NAME)
                                .type("SecureString")
                                .tier(tier)
                                .value("v".repeat(size))));
    }

    @Test
    void reachTheirLimitInBytes() {
        assertRefused("ValidationException", "4096", () -> aws.putString(NAME, "é".repeat(2049)));
        aws.putString(NAME, "é".repeat(2048));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{ssm:other}}", "before {{other}} after"})
    void nestNoOther(String value) {
        assertRefused("ValidationException", "nest", () -> aws.putString(NAME, value));
    }

    @Test
    void mayHoldJson() {
        aws.putString(NAME, "{\"a\":{\"b\":{}}}");
        assertThat(read(NAME, false).value()).isEqualTo("{\"a\":{\"b\":{}}}");
    }

    /** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "awsTest",
                "/awstest",
                "SSM-test",
                "/ssm/test",
                "/with space/x",
                "/a//b",
                "/a/",
                "/a:b",
                "/umlaut/ä",
                "relative/name",
            })
    void areNamedByRules(String name) {
        assertRefused("ValidationException", "Parameter name", () -> aws.putString(name, "v"));
    }

    @Test
    void areNotPutWhereAwsHasItsOwn() {
        assertRefused("AccessDeniedException", "reserved", () -> aws.putString("/aws/test", "v"));
    }

    @Test
    void haveFifteenLevelsAtMost() {
        aws.putString("/level".repeat(15), "v");
        assertRefused(
                "HierarchyLevelLimitExceededException", "15 levels", () -> aws.putString("/level".repeat(16), "v"));
    }

    @Test
    void haveNamesOfALimitedLength() {
        int arn = ("arn:aws:ssm:eu-central-1:" + SsmOnTheWire.OWNER + ":parameter/").length();
        aws.putString("/" + "n".repeat(1011 - arn), "v");
        assertRefused("ValidationException", "too long", () -> aws.putString("/" + "n".repeat(1012 - arn), "v"));
    }

    /** https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html */
    @Test
    void areEncryptedWithAKeyThatTheCallerMayUse() {
        String key = aws.keys.put(SsmOnTheWire.OWNER, "eu-central-1", "ours");
        putSecret(key);
        assertThat(read(NAME, true).value()).isEqualTo("v");

        aws.keys.setEnabled(key, false);
        assertRefused("InvalidKeyId", "is disabled", () -> read(NAME, true));
        assertRefused("InvalidKeyId", "is disabled", () -> putSecret(key));
        aws.keys.setEnabled(key, true);
        aws.keys.allow(key, caller -> false);
        assertRefused("AccessDeniedException", "kms:Decrypt", () -> read(NAME, true));
        assertRefused("AccessDeniedException", "kms:Encrypt", () -> putSecret(key));
        assertThat(read(NAME, false).version()).isEqualTo(1);
        aws.keys.remove(key);
        assertRefused("InvalidKeyId", "Invalid keyId", () -> read(NAME, true));
    }

    @Test
    void areNotEncryptedWithAKeyOfAnotherRegionOrAccount() {
        String elsewhere = aws.keys.put(SsmOnTheWire.OWNER, "us-east-1", "ours");
        assertRefused("InvalidKeyId", "Invalid keyId", () -> putSecret(elsewhere));
        String theirs = aws.keys.put("222222222222", "eu-central-1", "theirs");
        assertRefused("AccessDeniedException", "kms:Encrypt", () -> putSecret(theirs));
        assertRefused("InvalidKeyId", "Invalid keyId", () -> putSecret("no-such-key"));
    }

    @Test
    void haveNoKeyUnlessTheyAreSecure() {
        assertRefused(
                "ValidationException",
                "SecureString",
                () -> aws.client()
                        .putParameter(request ->
                                request.name(NAME).type("String").value("v").keyId("alias/aws/ssm")));
    }

    @Test
    void failAsTheSdkKnowsIt() {
        assertThatThrownBy(() -> read("/none", false)).isInstanceOf(ParameterNotFoundException.class);
    }

    private void putSecret(String key) {
        aws.client()
                .putParameter(request -> request.name(NAME)
                        .type("SecureString")
                        .keyId(key)
                        .value("v")
                        .overwrite(true));
    }

    private Parameter read(String name, boolean decrypted) {
        return aws.client()
                .getParameter(request -> request.name(name).withDecryption(decrypted))
                .parameter();
    }
}
