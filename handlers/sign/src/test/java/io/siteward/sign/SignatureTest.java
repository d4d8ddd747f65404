package io.siteward.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;
import software.amazon.awssdk.services.cloudfront.model.CannedSignerRequest;
import software.amazon.awssdk.services.cloudfront.model.CustomSignerRequest;

/** Signatures, held against openssl and against AWS's own signer. */
class SignatureTest {
    private static final String URL = "https://docs.example.com/members/a.pdf?size=large";
    private static final long EXPIRES = 1_767_290_400;
    private static final String KEY_ID = "K2JCJMDEHXQW5F";
    private static final KeyPair RSA = KeyPairs.fresh(KeyAlgorithm.RSA2048);
    private static final KeyPair EC = KeyPairs.fresh(KeyAlgorithm.ECDSAP256);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @ParameterizedTest
    @CsvSource({"RSA2048,SHA1", "RSA2048,SHA256", "ECDSAP256,SHA1", "ECDSAP256,SHA256"})
    void opensslVerifiesWhatIsSigned(KeyAlgorithm algorithm, HashAlgorithm hash) throws Exception {
        KeyPair keys = pair(algorithm);
        for (Policy policy : List.of(
                Policy.canned(URL, EXPIRES),
                Policy.custom("https://docs.example.com/*ü", EXPIRES, OptionalLong.of(5), new IpRange("10.0.0.0/8")))) {
            byte[] signature = decoded(Objects.requireNonNull(
                    Grant.sign(policy, key(algorithm), hash).cookies().get("CloudFront-Signature")));
            OpenSsl openSsl = new OpenSsl(folder);
            assertThat(openSsl.verifies(keys.getPublic(), hash, policy.json(), signature))
                    .isTrue();
            assertThat(openSsl.verifies(keys.getPublic(), hash, policy.json() + " ", signature))
                    .isFalse();
        }
    }

    @Test
    void cannedUrlsAreThoseOfTheSdk() throws Exception {
        String theirs = CloudFrontUtilities.create()
                .getSignedUrlWithCannedPolicy(CannedSignerRequest.builder()
                        .resourceUrl(URL)
                        .privateKey(RSA.getPrivate())
                        .keyPairId(KEY_ID)
                        .expirationDate(Instant.ofEpochSecond(EXPIRES))
                        .build())
                .url();

        assertThat(Grant.sign(Policy.canned(URL, EXPIRES), key(KeyAlgorithm.RSA2048), HashAlgorithm.SHA1)
                        .appendedTo(URL))
                .isEqualTo(theirs);
    }

    @Test
    void customUrlsAreThoseOfTheSdk() throws Exception {
        String pattern = "https://docs.example.com/members/*";
        String theirs = CloudFrontUtilities.create()
                .getSignedUrlWithCustomPolicy(CustomSignerRequest.builder()
                        .resourceUrl(URL)
                        .resourceUrlPattern(pattern)
                        .privateKey(RSA.getPrivate())
                        .keyPairId(KEY_ID)
                        .activeDate(Instant.ofEpochSecond(EXPIRES - 60))
                        .expirationDate(Instant.ofEpochSecond(EXPIRES))
                        .ipRange("192.0.2.0/24")
                        .build())
                .url();
        Policy policy = Policy.custom(pattern, EXPIRES, OptionalLong.of(EXPIRES - 60), new IpRange("192.0.2.0/24"));

        Grant ours = Grant.sign(policy, key(KeyAlgorithm.RSA2048), HashAlgorithm.SHA1);

        assertThat(meaning(ours.appendedTo(URL))).isEqualTo(meaning(theirs));
    }

    /** The order of the conditions does not matter to CloudFront, and is not the SDK's: so all but policy and signature. */
    private static List<Object> meaning(String url) {
        int policy = url.indexOf("&Policy=") + "&Policy=".length();
        int signature = url.indexOf("&Signature=");
        String json = new String(decoded(url.substring(policy, signature)), StandardCharsets.UTF_8);
        return List.of(
                url.substring(0, policy), JsonNode.parser().parse(json), url.substring(url.indexOf("&Key-Pair-Id=")));
    }

    @Test
    void theHashIsNamedAfterTheKeyUnlessItIsTheOneThatCloudFrontAssumes() throws Exception {
        Policy policy = Policy.canned(URL, EXPIRES);

        assertThat(Grant.sign(policy, key(KeyAlgorithm.RSA2048), HashAlgorithm.SHA256)
                        .query())
                .endsWith("&Key-Pair-Id=K2JCJMDEHXQW5F&Hash-Algorithm=SHA256");
        assertThat(Grant.sign(policy, key(KeyAlgorithm.RSA2048), HashAlgorithm.SHA1)
                        .query())
                .endsWith("&Key-Pair-Id=K2JCJMDEHXQW5F");
    }

    @Test
    void cookiesHaveTheirNamesAndAreForOneScope() throws Exception {
        Policy policy = Policy.custom("https://docs.example.com/*", EXPIRES, OptionalLong.empty(), null);
        CookieScope scope = new CookieScope("example.com", "/members", CookieScope.SameSite.LAX);

        List<String> headers = scope.headers(Grant.sign(policy, key(KeyAlgorithm.ECDSAP256), HashAlgorithm.SHA256));

        assertThat(headers)
                .extracting(header -> header.substring(0, header.indexOf('=')))
                .containsExactly(
                        "CloudFront-Policy",
                        "CloudFront-Signature",
                        "CloudFront-Key-Pair-Id",
                        "CloudFront-Hash-Algorithm");
        assertThat(headers)
                .allMatch(header ->
                        header.endsWith("; Domain=example.com; Path=/members; Secure; HttpOnly; SameSite=Lax"));
        assertThat(scope.headers(
                        Grant.sign(Policy.canned(URL, EXPIRES), key(KeyAlgorithm.RSA2048), HashAlgorithm.SHA1)))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("CloudFront-Expires=1767290400;");
    }

    @Test
    void keysOfOtherSizesAndCurvesAreRefused() {
        byte[] small = KeyPairs.rsa(1024).getPrivate().getEncoded();
        byte[] otherCurve = KeyPairs.curve("secp384r1").getPrivate().getEncoded();

        assertThatThrownBy(() -> SigningKey.of(KEY_ID, KeyAlgorithm.RSA2048, small, null))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> SigningKey.of(KEY_ID, KeyAlgorithm.ECDSAP256, otherCurve, null))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> SigningKey.of(
                        KEY_ID, KeyAlgorithm.ECDSAP256, RSA.getPrivate().getEncoded(), null))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void anIdThatWouldEndTheParameterIsRefused() {
        assertThatThrownBy(() -> SigningKey.of(
                        "K2&Policy=x", KeyAlgorithm.RSA2048, RSA.getPrivate().getEncoded(), null))
                .isInstanceOf(GeneralSecurityException.class);
    }

    private static KeyPair pair(KeyAlgorithm algorithm) {
        return algorithm == KeyAlgorithm.RSA2048 ? RSA : EC;
    }

    private static SigningKey key(KeyAlgorithm algorithm) throws GeneralSecurityException {
        return SigningKey.of(KEY_ID, algorithm, pair(algorithm).getPrivate().getEncoded(), null);
    }

    private static byte[] decoded(String urlSafe) {
        return Base64.getDecoder()
                .decode(urlSafe.replace('-', '+').replace('_', '=').replace('~', '/'));
    }
}
