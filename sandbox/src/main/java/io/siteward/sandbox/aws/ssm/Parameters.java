package io.siteward.sandbox.aws.ssm;

import io.siteward.sandbox.aws.ssm.StoredParameter.Version;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.Tag;

/** One account's parameters in one region, by name. */
final class Parameters {
    private static final String DEFAULT_KEY = "alias/aws/ssm";
    private static final int STANDARD_BYTES = 4096;

    private final String arnPrefix;
    private final InstantSource clock;
    private final TreeMap<String, StoredParameter> byName = new TreeMap<>();

    Parameters(String accountId, String region, InstantSource clock) {
        this.arnPrefix = "arn:aws:ssm:" + region + ":" + accountId + ":parameter";
        this.clock = clock;
    }

    /** The key that a request's value is encrypted with; empty when it is stored as it is. */
    Optional<String> key(PutParameterRequest request) {
        return type(request) == ParameterType.SECURE_STRING
                ? Optional.of(Optional.ofNullable(request.keyId()).orElse(DEFAULT_KEY))
                : Optional.empty();
    }

    /** Refuses what would not be put, and changes nothing. */
    void check(PutParameterRequest request) {
        StoredParameter before = byName.get(request.name());
        ParameterRules.checkName(request.name(), arn(request.name()));
        if (before != null && !Boolean.TRUE.equals(request.overwrite())) {
            throw SsmRefusal.PARAMETER_ALREADY_EXISTS.because("The parameter already exists. To overwrite this value,"
                    + " set the overwrite option in the request to true.");
        }
        if (before != null && request.type() != null && request.type() != before.type()) {
            throw SsmRefusal.HIERARCHY_TYPE_MISMATCH.because(
                    "Parameter Store doesn't support changing a parameter type in a hierarchy.");
        }
        if (before != null && before.tier() == ParameterTier.ADVANCED && request.tier() == ParameterTier.STANDARD) {
            throw SsmRefusal.VALIDATION.because("This parameter uses the advanced-parameter tier. You can't downgrade a"
                    + " parameter from the advanced-parameter tier to the standard-parameter tier.");
        }
        ParameterRules.checkMembers(request, type(request));
        ParameterRules.checkTags(request.tags(), request.tags().size());
        ParameterRules.checkValue(request.value(), tier(request, before));
    }

    /** Puts what {@link #check} let through. */
    StoredParameter put(PutParameterRequest request) {
        StoredParameter before = byName.get(request.name());
        Instant now = clock.instant();
        long number = before == null ? 1 : before.newest().number() + 1;
        Version version = new Version(number, request.value(), key(request), now);
        StoredParameter first = before == null
                ? new StoredParameter(
                        request.name(),
                        arn(request.name()),
                        type(request),
                        tier(request, null),
                        List.of(),
                        request.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)))
                : before;
        StoredParameter after = first.with(version, tier(request, before));
        byName.put(after.name(), after);
        return after;
    }

    /** By name or ARN. */
    Optional<StoredParameter> find(String nameOrArn) {
        return nameOrArn.startsWith("arn:")
                ? byName.values().stream()
                        .filter(parameter -> parameter.arn().equals(nameOrArn))
                        .findFirst()
                : Optional.ofNullable(byName.get(nameOrArn));
    }

    StoredParameter get(String nameOrArn) {
        return find(nameOrArn).orElseThrow(() -> SsmRefusal.PARAMETER_NOT_FOUND.because(""));
    }

    /**
     * Those below a path, by name.
     *
     * @param recursive those further down too
     */
    List<StoredParameter> below(String path, boolean recursive) {
        String prefix = path.endsWith("/") ? path : path + "/";
        return byName.values().stream()
                .filter(parameter -> parameter.name().startsWith(prefix))
                .filter(parameter -> recursive || parameter.name().indexOf('/', prefix.length()) < 0)
                .toList();
    }

    void delete(String name) {
        byName.remove(get(name).name());
    }

    void tag(StoredParameter parameter, Map<String, String> tags) {
        byName.put(parameter.name(), parameter.withTags(tags));
    }

    private String arn(String name) {
        return arnPrefix + (name.startsWith("/") ? "" : "/") + name;
    }

    private ParameterType type(PutParameterRequest request) {
        StoredParameter before = byName.get(request.name());
        if (request.type() != null) {
            return request.type();
        }
        if (before == null) {
            throw SsmRefusal.VALIDATION.because("A parameter type is required when you create a parameter.");
        }
        return before.type();
    }

    private static ParameterTier tier(PutParameterRequest request, @Nullable StoredParameter before) {
        boolean advanced = request.tier() == ParameterTier.ADVANCED
                || (before != null && before.tier() == ParameterTier.ADVANCED)
                || (request.tier() == ParameterTier.INTELLIGENT_TIERING
                        && request.value().length() > STANDARD_BYTES);
        return advanced ? ParameterTier.ADVANCED : ParameterTier.STANDARD;
    }
}
