package io.siteward.sign.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Held against the SDK's signer. */
class RequestSignatureTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    private static final byte[] BODY = "{\"Name\":\"/a/b\",\"WithDecryption\":true}".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({
        "https://ssm.eu-central-1.amazonaws.com/, eu-central-1, ssm, ''",
        "https://ssm.eu-central-1.amazonaws.com/, eu-central-1, ssm, IQoJb3JpZ2luX2VjE==",
        "https://secretsmanager.us-east-1.amazonaws.com/, us-east-1, secretsmanager, token",
        "http://127.0.0.1:4566/, eu-west-3, ssm, token",
    })
    void itIsThatOfTheSdk(URI address, String region, String service, String token) throws Exception {
        Credentials credentials = new Credentials(
                "AKIDEXAMPLE", "wJalr/K7+EXAMPLE", Optional.of(token).filter(t -> !t.isEmpty()));
        Map<String, String> headers =
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "AmazonSSM.GetParameter");

        Map<String, String> signed =
                new RequestSignature(credentials, region, service).sign(address.getRawAuthority(), headers, BODY, NOW);

        assertThat(signed.get("Authorization")).isEqualTo(sdk(address, region, service, credentials, headers));
    }

    private static String sdk(
            URI address, String region, String service, Credentials credentials, Map<String, String> headers) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(address);
        headers.forEach(request::putHeader);
        AwsCredentialsIdentity identity = credentials
                .sessionToken()
                .<AwsCredentialsIdentity>map(token -> AwsSessionCredentialsIdentity.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), token))
                .orElseGet(
                        () -> AwsCredentialsIdentity.create(credentials.accessKeyId(), credentials.secretAccessKey()));
        return AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(identity)
                        .request(request.build())
                        .payload(ContentStreamProvider.fromByteArray(BODY))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)))
                .request()
                .firstMatchingHeader("Authorization")
                .orElseThrow();
    }
}
