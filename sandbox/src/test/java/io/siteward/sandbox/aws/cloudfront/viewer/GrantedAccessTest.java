package io.siteward.sandbox.aws.cloudfront.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteward.sandbox.aws.cloudfront.KeySamples;
import io.siteward.sandbox.aws.cloudfront.ServedDistribution;
import io.siteward.sign.api.SignFunction;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/**
 * What the function that signs grants, shown at the edge by whoever, whenever and for whatever chance finds. Both are held
 * to {@link Oracle}, and to each other: nobody gets in by a grant to what no rule of the function covers.
 */
class GrantedAccessTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final KeyPair KEYS = KeySamples.rsa(2048);
    private static final int FUNCTIONS = 60;
    private static final int GRANTS = 20;
    private static final int VIEWERS = 20;
    private static final int LIFETIME = 60;
    private static final List<String> RANGES = List.of("0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "10.1.2.3/32");
    private static final List<String> ADDRESSES =
            List.of("10.1.2.3", "10.1.2.4", "10.1.9.9", "10.9.9.9", "192.0.2.1", "2001:db8::1");
    private static final List<String> TAILS = List.of(
            "a", "b", "c", "/", "//", ".", "/../", "/./", "%2e%2e", "%2E", "%2F", "%61", "%5C", "*", "%2A", ";", "A",
            "%25");

    private final Random random = new Random(29);
    private final Oracle oracle = new Oracle();
    private int granted;
    private int denied;
    private int admitted;
    private int turnedAway;

    /** What was asked of the function, as {@link Oracle} needs it. */
    private record Asked(String path, long notBefore, String range) {}

    @Test
    void whoIsGrantedAccessHasThatAndNoMore() throws Exception {
        try (Signer signer = new Signer(NOW, KEYS)) {
            for (int made = 0; made < FUNCTIONS; made++) {
                List<String> rules = Stream.generate(this::rule)
                        .limit(1 + random.nextInt(2))
                        .distinct()
                        .toList();
                SignFunction function = signer.function(rules);
                for (int grant = 0; grant < GRANTS; grant++) {
                    tryOneGrant(function, rules);
                }
            }
            assertThat(signer.violations()).isEmpty();
        }
        assertThat(List.of(granted, denied)).allMatch(count -> count > FUNCTIONS * GRANTS / 10);
        assertThat(List.of(admitted, turnedAway)).allMatch(count -> count > granted * VIEWERS / 10);
    }

    private void tryOneGrant(SignFunction function, List<String> rules) throws Exception {
        Asked asked = new Asked(
                askedPath(),
                random.nextBoolean() ? 0 : NOW.getEpochSecond() - 30 + random.nextInt(LIFETIME),
                random.nextBoolean() ? "" : RANGES.get(random.nextInt(RANGES.size())));
        Signer.Answer answer = Signer.ask(function, request(asked));

        int status = asked.path().contains("//") ? 400 : oracle.isWithin(rules, asked.path()) ? 200 : 403;
        assertThat(answer.status()).as("%s of %s", asked, rules).isEqualTo(status);
        granted += status == 200 ? 1 : 0;
        denied += status == 403 ? 1 : 0;
        for (int viewer = 0; viewer < VIEWERS && status == 200; viewer++) {
            tryOneViewer(asked, answer, rules);
        }
    }

    private ObjectNode request(Asked asked) {
        ObjectNode request =
                JsonNodeFactory.instance.objectNode().put("path", asked.path()).put("expiresInSeconds", LIFETIME);
        if (asked.notBefore() > 0) {
            request.put("notBefore", asked.notBefore());
        }
        if (!asked.range().isEmpty()) {
            request.put("ipRange", asked.range());
        }
        return random.nextBoolean() ? request : request.put("as", "cookies");
    }

    private void tryOneViewer(Asked asked, Signer.Answer grant, List<String> rules) {
        String path = viewedPath(asked.path());
        String query = random.nextInt(4) > 0 ? "" : "x=" + random(TAILS, 2);
        String origin = random.nextInt(8) > 0 ? Signer.SITE : "https://www.example.com";
        String address = ADDRESSES.get(random.nextInt(ADDRESSES.size()));
        // Between two seconds: what happens at the very moment at which a time is reached, AWS does not say.
        Instant at = NOW.plusMillis(500).plus(Duration.ofSeconds(random.nextInt(LIFETIME + 20) - 10L));

        boolean isAdmitted = isAdmitted(origin, path, query, grant, at, address);

        boolean expected =
                Oracle.matches(Signer.SITE + asked.path(), origin + path + (query.isEmpty() ? "" : "?" + query))
                        && at.isBefore(NOW.plusSeconds(LIFETIME))
                        && at.isAfter(Instant.ofEpochSecond(asked.notBefore()))
                        && (asked.range().isEmpty() || Oracle.isInRange(asked.range(), address));
        assertThat(isAdmitted)
                .as("%s for %s%s?%s at %s from %s", asked, origin, path, query, at, address)
                .isEqualTo(expected);
        if (isAdmitted) {
            assertThat(rules).as("%s by %s", path, asked).anyMatch(rule -> Oracle.matches(rule, path));
        }
        admitted += isAdmitted ? 1 : 0;
        turnedAway += isAdmitted ? 0 : 1;
    }

    private static boolean isAdmitted(
            String origin, String path, String query, Signer.Answer grant, Instant at, String address) {
        ServedDistribution distribution = new ServedDistribution(
                at,
                "arn",
                List.of("docs.example.com", "www.example.com"),
                DistributionConfig.builder().build(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of("group", Map.of(Signer.KEY, KEYS.getPublic())),
                Map.of());
        String whole =
                Stream.of(query, grant.query()).filter(part -> !part.isEmpty()).collect(Collectors.joining("&"));
        Map<String, String> headers = Map.of(
                "host", origin.substring("https://".length()), "x-forwarded-for", address, "cookie", grant.cookies());
        return new SignedAccess(distribution, List.of("group"))
                .refusal(new ViewerSide("GET", path, whole, headers))
                .isEmpty();
    }

    private String rule() {
        String rule = "/" + random(List.of("a", "b", "/", "*", "?"), Oracle.LONGEST_PATTERN - 1)
                + (random.nextBoolean() ? "*" : "");
        return rule.contains("//") ? rule() : rule;
    }

    private String askedPath() {
        return "/" + random(List.of("a", "b", "a", "b", "/"), Oracle.LONGEST_PATTERN)
                + (random.nextBoolean() ? "*" : "");
    }

    /** What was asked for or somewhat else. */
    private String viewedPath(String asked) {
        String path = asked.replace("*", random(TAILS, 4));
        int at = 1 + random.nextInt(path.length());
        return random.nextInt(3) > 0 ? path : path.substring(0, at) + random(TAILS, 1) + path.substring(at);
    }

    private String random(List<String> parts, int most) {
        return random.ints(random.nextInt(most + 1), 0, parts.size())
                .mapToObj(parts::get)
                .collect(Collectors.joining());
    }
}
