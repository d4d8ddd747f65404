package io.siteward.sandbox.aws.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.sts.WebIdentityRoles.Trust;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.WireClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
class WebIdentityTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/siteward";
    private static final String ISSUER = "https://oidc.example.com/id/1";
    private static final String SUBJECT = "system:serviceaccount:siteward-system:siteward";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualClock clock = new VirtualClock(NOW);
    private final Credentials credentials = new Credentials();
    private final InMemorySts sts = new InMemorySts(new WebIdentityRoles(clock, credentials::register)
            .with(new Trust(ROLE, ISSUER, "sts.amazonaws.com", SUBJECT)));
    private final AwsEndpoint endpoint = AwsEndpoint.start(new InMemoryAws(clock, List.of(sts)), credentials, 0);
    private final WireClients nobody = new WireClients(endpoint.uri(), "UNKNOWN");

    WebIdentityTest() throws IOException {}

    @AfterEach
    void close() {
        nobody.close();
        endpoint.close();
    }

    @Test
    void givesTheRoleForATokenThatItTrusts() {
        AssumeRoleWithWebIdentityResponse given = assume(ask(ROLE, token(ISSUER, "sts.amazonaws.com", SUBJECT)));
        assertThat(given.credentials().expiration()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(given.subjectFromWebIdentityToken()).isEqualTo(SUBJECT);
        try (WireClients role =
                new WireClients(endpoint.uri(), given.credentials().accessKeyId())) {
            assertThat(role.sts().getCallerIdentity(request -> {}).arn())
                    .isEqualTo("arn:aws:sts::111122223333:assumed-role/siteward/siteward");
        }
    }

    @Test
    void givesOtherCredentialsEachTime() {
        String token = token(ISSUER, "sts.amazonaws.com", SUBJECT);
        assertThat(assume(ask(ROLE, token)).credentials().accessKeyId())
                .isNotEqualTo(assume(ask(ROLE, token)).credentials().accessKeyId());
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111122223333:role/other, https://oidc.example.com/id/1, sts.amazonaws.com,"
                + " system:serviceaccount:siteward-system:siteward, AccessDenied",
        "arn:aws:iam::111122223333:role/siteward, https://oidc.example.com/id/1, sts.amazonaws.com,"
                + " system:serviceaccount:default:siteward, AccessDenied",
        "arn:aws:iam::111122223333:role/siteward, https://oidc.example.com/id/1, someone.else,"
                + " system:serviceaccount:siteward-system:siteward, AccessDenied",
        "arn:aws:iam::111122223333:role/siteward, https://oidc.example.com/id/2, sts.amazonaws.com,"
                + " system:serviceaccount:siteward-system:siteward, InvalidIdentityToken",
    })
    void refusesATokenThatTheRoleDoesNotTrust(
            String role, String issuer, String audience, String subject, String code) {
        assertRefused(code, ask(role, token(issuer, audience, subject)));
    }

    @Test
    void refusesATokenThatHasExpired() {
        String token = token(ISSUER, "sts.amazonaws.com", SUBJECT);
        clock.advance(Duration.ofMinutes(10));
        assertRefused("ExpiredTokenException", ask(ROLE, token));
    }

    @Test
    void refusesWhatIsNoToken() {
        assertRefused("InvalidIdentityToken", ask(ROLE, "a token"));
        assertRefused("InvalidIdentityToken", ask(ROLE, "a.b!.c"));
    }

    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html */
    @Test
    void refusesASessionThatIsLongerThanTheRoleAllows() {
        String token = token(ISSUER, "sts.amazonaws.com", SUBJECT);
        assertRefused("ValidationError", ask(ROLE, token).durationSeconds(3601));
    }

    private void assertRefused(String code, AssumeRoleWithWebIdentityRequest.Builder asked) {
        assertThatThrownBy(() -> assume(asked))
                .isInstanceOfSatisfying(
                        StsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    private AssumeRoleWithWebIdentityResponse assume(AssumeRoleWithWebIdentityRequest.Builder asked) {
        return nobody.sts().assumeRoleWithWebIdentity(asked.build());
    }

    private static AssumeRoleWithWebIdentityRequest.Builder ask(String role, String token) {
        return AssumeRoleWithWebIdentityRequest.builder()
                .roleArn(role)
                .roleSessionName("siteward")
                .webIdentityToken(token);
    }

    private String token(String issuer, String audience, String subject) {
        String claims = "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"%s\",\"exp\":%d}"
                .formatted(
                        issuer,
                        audience,
                        subject,
                        clock.instant().plusSeconds(600).getEpochSecond());
        return "e30." + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }
}
