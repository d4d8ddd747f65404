package io.siteward.sandbox.aws.ssm;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * One parameter as Parameter Store keeps it.
 *
 * @param versions the newest last
 */
record StoredParameter(
        String name,
        String arn,
        ParameterType type,
        ParameterTier tier,
        List<Version> versions,
        Map<String, String> tags) {
    private static final int MOST_VERSIONS = 100;

    /**
     * A value that was put.
     *
     * @param keyId what encrypts it, in the words of the request; empty unless the type is SecureString
     */
    record Version(long number, String value, Optional<String> keyId, Instant at) {}

    Version newest() {
        return versions.get(versions.size() - 1);
    }

    Optional<Version> version(long number) {
        return versions.stream().filter(version -> version.number() == number).findFirst();
    }

    /** The oldest go when there are a hundred. */
    StoredParameter with(Version version, ParameterTier newTier) {
        List<Version> all = Stream.concat(versions.stream(), Stream.of(version)).toList();
        List<Version> kept = all.subList(Math.max(0, all.size() - MOST_VERSIONS), all.size());
        return new StoredParameter(name, arn, type, newTier, kept, tags);
    }

    StoredParameter withTags(Map<String, String> value) {
        return new StoredParameter(name, arn, type, tier, versions, value);
    }

    Parameter.Builder shape(Version version, boolean decrypted) {
        boolean hidden = type == ParameterType.SECURE_STRING && !decrypted;
        return Parameter.builder()
                .name(name)
                .arn(arn)
                .type(type)
                .dataType("text")
                .version(version.number())
                .lastModifiedDate(version.at())
                .value(hidden ? ciphertext(version) : version.value());
    }

    /** Says no more of the value than a real one would. */
    private String ciphertext(Version version) {
        byte[] text = ("encrypted: " + arn + ":" + version.number()).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(text);
    }
}
