package io.siteward.sandbox.aws.sts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteward.sandbox.aws.Caller;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Roles that are given to who shows a token of an issuer they trust, as Kubernetes issues them to service accounts.
 *
 * <p>The token's signature is <b>not</b> verified; its claims are.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">AssumeRoleWithWebIdentity</a>
 */
public final class WebIdentityRoles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_SESSION = Duration.ofHours(1);
    private static final int PARTS_OF_A_JWT = 3;

    private final InstantSource clock;
    private final BiConsumer<String, Caller> newKeys;
    private final List<Trust> trusts = new CopyOnWriteArrayList<>();
    private final AtomicLong issued = new AtomicLong();

    /**
     * Knows no role yet.
     *
     * @param newKeys told each access key that is issued, and whose it is
     */
    public WebIdentityRoles(InstantSource clock, BiConsumer<String, Caller> newKeys) {
        this.clock = clock;
        this.newKeys = newKeys;
    }

    /**
     * A role's trust policy.
     *
     * @param issuer {@code iss} of the tokens; the account has an identity provider for it
     * @param audience {@code aud}, for example {@code sts.amazonaws.com}
     * @param subject {@code sub}, for example {@code system:serviceaccount:siteward-system:siteward}
     */
    public record Trust(String roleArn, String issuer, String audience, String subject) {}

    public WebIdentityRoles with(Trust trust) {
        trusts.add(trust);
        return this;
    }

    AssumeRoleWithWebIdentityResponse assume(AssumeRoleWithWebIdentityRequest request) {
        Instant now = clock.instant();
        JsonNode claims = claims(request.webIdentityToken());
        if (!Instant.ofEpochSecond(claims.path("exp").asLong()).isAfter(now)) {
            throw StsRefusal.of(400, "ExpiredTokenException", "Token expired: current date/time must be before exp");
        }
        Caller role = role(request.roleArn(), claims);
        Duration session =
                request.durationSeconds() == null ? LONGEST_SESSION : Duration.ofSeconds(request.durationSeconds());
        if (session.compareTo(LONGEST_SESSION) > 0) {
            throw StsRefusal.of(
                    400,
                    "ValidationError",
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        String key = String.format(Locale.ROOT, "ASIA%016d", issued.incrementAndGet());
        newKeys.accept(key, role);
        return AssumeRoleWithWebIdentityResponse.builder()
                .credentials(Credentials.builder()
                        .accessKeyId(key)
                        .secretAccessKey("secret of " + key)
                        .sessionToken("session of " + key)
                        .expiration(now.plus(session))
                        .build())
                .assumedRoleUser(AssumedRoleUser.builder()
                        .arn(role.arn())
                        .assumedRoleId("AROASITEWARDSANDBOX01:siteward")
                        .build())
                .subjectFromWebIdentityToken(claims.path("sub").asText())
                .audience(claims.path("aud").asText())
                .provider(claims.path("iss").asText())
                .build();
    }

    private Caller role(String roleArn, JsonNode claims) {
        String issuer = claims.path("iss").asText();
        if (trusts.stream().noneMatch(trust -> trust.issuer().equals(issuer))) {
            throw StsRefusal.of(
                    400, "InvalidIdentityToken", "No OpenIDConnect provider found in your account for " + issuer);
        }
        Trust asked = new Trust(
                roleArn, issuer, claims.path("aud").asText(), claims.path("sub").asText());
        if (!trusts.contains(asked)) {
            throw StsRefusal.of(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
        }
        // arn:aws:iam::111122223333:role/path/name
        return Caller.ofRole(roleArn.split(":", -1)[4], roleArn.substring(roleArn.lastIndexOf('/') + 1));
    }

    private static JsonNode claims(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            if (parts.length == PARTS_OF_A_JWT) {
                return JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            }
        } catch (IOException | IllegalArgumentException e) {
            // Answered below, as AWS does, without saying where.
        }
        throw StsRefusal.of(400, "InvalidIdentityToken", "The ID Token provided is not a valid JWT.");
    }
}
