package io.siteward.sign.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sign.CookieScope;
import io.siteward.sign.HashAlgorithm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {
    private static final String WHOLE = """
            {"sites": ["https://docs.example.com"],
             "allow": [
               {"paths": ["/members/*", "/a.pdf"], "claim": "cognito:groups", "values": ["members"], "maxSeconds": 3600},
               {"paths": ["/preview/*"], "unauthenticated": true, "maxSeconds": 60}],
             "corsOrigins": ["https://docs.example.com", "https://app.example.com:8443"],
             "key": {"store": "parameterStore", "name": "/siteward/f/ns/docs-key/current", "region": "eu-central-1",
                     "cacheSeconds": 30},
             "hash": "SHA1",
             "cookies": {"domain": "example.com", "sameSite": "Strict", "path": "/members"}}
            """;

    @Test
    void everyFieldIsRead() {
        assertThat(ConfigurationReader.read(WHOLE))
                .isEqualTo(new Configuration(
                        List.of(new Origin("https://docs.example.com")),
                        List.of(
                                new Rule(
                                        List.of(PathPattern.ofRule("/members/*"), PathPattern.ofRule("/a.pdf")),
                                        Optional.of(new Rule.RequiredClaim("cognito:groups", Set.of("members"))),
                                        3600),
                                new Rule(List.of(PathPattern.ofRule("/preview/*")), Optional.empty(), 60)),
                        List.of(new Origin("https://docs.example.com"), new Origin("https://app.example.com:8443")),
                        new KeyPointer(
                                KeyPointer.Store.PARAMETER_STORE,
                                "/siteward/f/ns/docs-key/current",
                                "eu-central-1",
                                Duration.ofSeconds(30)),
                        HashAlgorithm.SHA1,
                        Optional.of(new CookieScope("example.com", "/members", CookieScope.SameSite.STRICT))));
    }

    @Test
    void whatIsLeftOutHasTheSafeDefault() {
        Configuration read = ConfigurationReader.read(WHOLE.replace("\"hash\": \"SHA1\",", "")
                .replace(", \"sameSite\": \"Strict\", \"path\": \"/members\"", "")
                .replaceFirst(",\\s*\"cacheSeconds\": 30", ""));

        assertThat(read.hash()).isEqualTo(HashAlgorithm.SHA256);
        assertThat(read.key().cacheTime()).isEqualTo(Duration.ofMinutes(1));
        assertThat(read.cookies()).contains(new CookieScope("example.com", "/", CookieScope.SameSite.LAX));
    }

    @Test
    void aGenerationLiesBesideThePointer() {
        assertThat(ConfigurationReader.read(WHOLE).key().generation(3)).isEqualTo("/siteward/f/ns/docs-key/3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"sites\": [\"https://docs.example.com\"], | `` | sites is missing",
                "\"https://docs.example.com\"],NL \"allow\" | ],NL \"allow\" | sites is a list of at least one",
                "[\"https://docs.example.com\"],NL \"allow\" | [\"https://docs.example.com/\"],NL \"allow\" | sites[0] is an origin",
                "[\"https://docs.example.com\"],NL \"allow\" | [\"http://docs.example.com\"],NL \"allow\" | sites[0] is an origin",
                "[\"https://docs.example.com\"],NL \"allow\" | [\"https://*.example.com\"],NL \"allow\" | sites[0] is an origin",
                "https://app.example.com:8443 | * | corsOrigins[1] is an origin",
                "https://app.example.com:8443 | https://App.example.com | corsOrigins[1] is an origin",
                "https://app.example.com:8443 | https://a.example.com\\n | corsOrigins[1] is an origin",
                "\"/a.pdf\" | \"a.pdf\" | allow[0].paths[1] must begin with /",
                "\"/a.pdf\" | 7 | allow[0].paths[1] is a string",
                "[\"/members/*\", \"/a.pdf\"] | [] | allow[0].paths is a list of at least one",
                "\"claim\": \"cognito:groups\", | `` | allow[0].claim is missing",
                "\"claim\": \"cognito:groups\" | \"claim\": \" \" | allow[0].claim is empty",
                "\"values\": [\"members\"], | `` | allow[0].values is missing",
                "[\"members\"] | [] | allow[0].values is a list of at least one",
                "[\"members\"] | [\"\"] | allow[0].values has one that is empty",
                "[\"members\"] | [\"members\", \"a,b\"] | allow[0].values has a group with a comma",
                "[\"members\"] | [\"a b\"] | allow[0].values has a group with a comma",
                "[\"members\"] | [\"[a]\"] | allow[0].values has a group with a comma",
                "\"maxSeconds\": 3600 | \"maxSeconds\": 0 | allow[0].maxSeconds is a number from 1",
                "\"maxSeconds\": 3600 | \"maxSeconds\": 1.5 | allow[0].maxSeconds is an integer",
                ", \"maxSeconds\": 3600 | `` | allow[0].maxSeconds is missing",
                "\"unauthenticated\": true, | `` | allow[1].claim is missing",
                "\"unauthenticated\": true | \"unauthenticated\": false | allow[1].unauthenticated is true or absent",
                "\"unauthenticated\": true | \"unauthenticated\": \"true\" | allow[1].unauthenticated is true or false",
                "\"unauthenticated\": true | \"unauthenticated\": true, \"claim\": \"x\" | allow[1].claim does not go with unauthenticated",
                "\"values\" | \"unauthenticated\": true, \"values\" | allow[0].claim does not go with unauthenticated; allow[0].values does not go",
                "\"maxSeconds\": 60 | \"maxSeconds\": 60, \"max\": 1 | allow[1].max is not known",
                "\"parameterStore\" | \"vault\" | key.store is one of parameterStore, secretsManager",
                "\"store\": \"parameterStore\", | `` | key.store is missing",
                "/siteward/f/ns/docs-key/current | current | key.name is the pointer's name",
                "/siteward/f/ns/docs-key/current | /a/b:1 | key.name is the pointer's name",
                "eu-central-1 | eu-central-1.evil.example/ | key.region is a region",
                "\"cacheSeconds\": 30 | \"cacheSeconds\": 61 | key.cacheSeconds is a number from 0 to 60",
                "\"SHA1\" | \"MD5\" | hash is one of SHA1, SHA256",
                "\"hash\" | \"hsah\" | hsah is not known",
                "{\"domain\": \"example.com\" | {\"domain\": \"com\" | cookies.domain is a domain of at least two labels",
                "{\"domain\": \"example.com\" | {\"domain\": \"xample.com\" | cookies.domain is not that of all sites",
                "{\"domain\": \"example.com\" | {\"domain\": \"evil.com\" | cookies.domain is not that of all sites",
                "{\"domain\": \"example.com\" | {\"domain\": \"example.com; Path=/\" | cookies.domain is a domain of at least two labels",
                "\"Strict\" | \"strict\" | cookies.sameSite is one of Strict, Lax, None",
                "\"/members\"}} | \"/; Domain=x\"}} | cookies.path begins with /",
                "\"/members\"}} | \"/\", \"ttl\": 1}} | cookies.ttl is not known",
            })
    void whatIsWrongIsNamed(String part, String instead, String problem) {
        String whole = WHOLE.replaceAll("\n +", "NL ");
        String json = whole.replace(part, instead).replace("NL", "\n");
        assertThat(json).isNotEqualTo(whole.replace("NL", "\n"));

        assertThatThrownBy(() -> ConfigurationReader.read(json))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith(problem);
    }

    /** It is on the list of public suffixes, https://publicsuffix.org/list/ */
    @Test
    void cookiesForEverybodysDomainAreRefused() {
        String json = WHOLE.replace("docs.example.com", "d1.cloudfront.net")
                .replace("\"domain\": \"example.com\"", "\"domain\": \"cloudfront.net\"");

        assertThatThrownBy(() -> ConfigurationReader.read(json))
                .hasMessageStartingWith("cookies.domain is everybody's: browsers keep no cookie for it");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> ConfigurationReader.read("{\"allow\": [], \"x\": 1}"))
                .hasMessage("sites is missing; allow is a list of at least one; corsOrigins is missing; key is missing;"
                        + " x is not known");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[]", "''", "{", "{\"a\":1,\"a\":2}"})
    void whatIsNoObjectIsRefused(String text) {
        assertThatThrownBy(() -> ConfigurationReader.read(text)).isInstanceOf(InvalidConfigurationException.class);
    }
}
