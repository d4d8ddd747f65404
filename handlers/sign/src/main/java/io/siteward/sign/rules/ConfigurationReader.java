package io.siteward.sign.rules;

import io.siteward.sign.CookieScope;
import io.siteward.sign.HashAlgorithm;
import io.siteward.sign.json.Fields;
import io.siteward.sign.json.JsonException;
import io.siteward.sign.json.JsonParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the configuration from JSON, and tells everything that is wrong with it at once. */
public final class ConfigurationReader {
    private static final long A_YEAR = 31_536_000;

    /** Who rotates keys counts on it: a minute after the pointer has left a key, that one may be trusted no more. */
    private static final long LONGEST_CACHE = 60;

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}");

    /** As long as the stores allow, and nothing that means something in them, such as the version after a colon. */
    private static final Pattern POINTER = Pattern.compile("/?(?:[A-Za-z0-9_.-]+/)+[A-Za-z0-9_.-]+");

    private static final int LONGEST_POINTER = 512;
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z][a-z0-9-]*");

    /** The one public suffix that sites here are likely to have. */
    private static final String EVERYBODYS = "cloudfront.net";

    private static final Pattern COOKIE_PATH = Pattern.compile("/[!-:<-~]*");

    private final List<String> problems = new ArrayList<>();

    private ConfigurationReader() {}

    /**
     * The configuration that a text has.
     *
     * @throws InvalidConfigurationException with all that is wrong
     */
    public static Configuration read(String json) {
        Object value;
        try {
            value = JsonParser.parse(json);
        } catch (JsonException e) {
            throw new InvalidConfigurationException(String.valueOf(e.getMessage()));
        }
        if (!(value instanceof Map<?, ?> members)) {
            throw new InvalidConfigurationException("The configuration is a JSON object.");
        }
        ConfigurationReader reader = new ConfigurationReader();
        Configuration configuration = reader.configuration(Fields.of(members, reader.problems));
        if (!reader.problems.isEmpty()) {
            throw new InvalidConfigurationException(String.join("; ", reader.problems));
        }
        return configuration;
    }

    private Configuration configuration(Fields fields) {
        List<Origin> sites = origins(fields, "sites");
        Configuration configuration = new Configuration(
                sites,
                fields.requiredObjects("allow").stream().map(this::rule).toList(),
                origins(fields, "corsOrigins"),
                key(fields.requiredObject("key")),
                fields.choice("hash", HashAlgorithm.values(), HashAlgorithm::name, Optional.of(HashAlgorithm.SHA256)),
                fields.object("cookies").map(cookies -> cookies(cookies, sites)));
        fields.end();
        return configuration;
    }

    private Rule rule(Fields fields) {
        List<PathPattern> paths = each(fields, "paths", PathPattern::ofRule);
        long maxSeconds = fields.integer("maxSeconds", 1, A_YEAR, OptionalLong.empty());
        Optional<Rule.RequiredClaim> claim = claim(fields);
        fields.end();
        return new Rule(paths, claim, maxSeconds);
    }

    /** A rule for anybody says so in so many words: one whose claim was forgotten must not become one. */
    private static Optional<Rule.RequiredClaim> claim(Fields fields) {
        Optional<Boolean> unauthenticated = fields.flag("unauthenticated");
        if (unauthenticated.isPresent()) {
            if (!unauthenticated.get()) {
                fields.complain("unauthenticated", "is true or absent");
            }
            for (String name : List.of("claim", "values")) {
                if (fields.has(name)) {
                    fields.complain(name, "does not go with unauthenticated");
                }
            }
            return Optional.empty();
        }
        String name = fields.requiredText("claim");
        List<String> values = fields.requiredTexts("values");
        if (fields.has("claim") && name.isBlank()) {
            fields.complain("claim", "is empty");
        }
        if (values.stream().anyMatch(String::isBlank)) {
            fields.complain("values", "has one that is empty");
        }
        if (!values.stream().allMatch(value -> Claims.canBe(name, value))) {
            fields.complain(
                    "values", "has a group with a comma, white space or brackets around it: no caller can have it");
        }
        return Optional.of(new Rule.RequiredClaim(name, new LinkedHashSet<>(values)));
    }

    private static KeyPointer key(Fields fields) {
        String name = fields.requiredText("name");
        if (!name.isEmpty()
                && (name.length() > LONGEST_POINTER || !POINTER.matcher(name).matches())) {
            fields.complain("name", "is the pointer's name, such as /siteward/fleet/namespace/name/current");
        }
        String region = fields.requiredText("region");
        if (!region.isEmpty() && !REGION.matcher(region).matches()) {
            fields.complain("region", "is a region such as eu-central-1");
        }
        KeyPointer.Store store =
                fields.choice("store", KeyPointer.Store.values(), KeyPointer.Store::word, Optional.empty());
        long seconds = fields.integer("cacheSeconds", 0, LONGEST_CACHE, OptionalLong.of(LONGEST_CACHE));
        fields.end();
        return new KeyPointer(store, name, region, Duration.ofSeconds(seconds));
    }

    private static CookieScope cookies(Fields fields, List<Origin> sites) {
        String domain = fields.requiredText("domain");
        // Whether more than two labels are anybody's, as co.uk is, only the list of public suffixes knows.
        if (!domain.isEmpty() && !DOMAIN.matcher(domain).matches()) {
            fields.complain("domain", "is a domain of at least two labels, such as example.com");
        }
        if (domain.equals(EVERYBODYS)) {
            fields.complain(
                    "domain", "is everybody's: browsers keep no cookie for it, so give the site a name of its own");
        }
        String path = fields.text("path").orElse("/");
        if (!COOKIE_PATH.matcher(path).matches()) {
            fields.complain("path", "begins with / and has no ; and no white space");
        }
        CookieScope.SameSite sameSite = fields.choice(
                "sameSite",
                CookieScope.SameSite.values(),
                CookieScope.SameSite::attribute,
                Optional.of(CookieScope.SameSite.LAX));
        CookieScope scope = new CookieScope(domain, path, sameSite);
        if (!sites.stream().allMatch(site -> scope.reaches(site.host()))) {
            fields.complain("domain", "is not that of all sites");
        }
        fields.end();
        return scope;
    }

    private static List<Origin> origins(Fields fields, String name) {
        return each(fields, name, Origin::new);
    }

    private static <T> List<T> each(Fields fields, String name, Function<String, T> read) {
        List<T> values = new ArrayList<>();
        List<String> texts = fields.requiredTexts(name);
        for (int i = 0; i < texts.size(); i++) {
            try {
                values.add(read.apply(texts.get(i)));
            } catch (IllegalArgumentException e) {
                fields.complain(name + "[" + i + "]", String.valueOf(e.getMessage()));
            }
        }
        return values;
    }
}
