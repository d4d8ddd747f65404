package io.siteward.sandbox.aws.secretsmanager;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;

/**
 * One secret as Secrets Manager keeps it.
 *
 * @param keyId what encrypts its values, in the words of the request; empty for AWS's managed key
 * @param changed when anything of it was changed, be it a tag
 * @param versions by id, the newest last
 * @param stages the version's id by staging label
 * @param gone when it ceases to be; empty while it is not to be deleted
 */
record StoredSecret(
        String name,
        String arn,
        Optional<String> description,
        Optional<String> keyId,
        Instant created,
        Instant changed,
        Map<String, Version> versions,
        Map<String, String> stages,
        Map<String, String> tags,
        Optional<Deletion> gone) {
    static final String CURRENT = "AWSCURRENT";
    private static final String PREVIOUS = "AWSPREVIOUS";

    /** A value: a text or bytes, one of them. */
    record Value(Optional<String> text, Optional<SdkBytes> bytes) {}

    /** A value and when it was put. */
    record Version(Value value, Instant at) {}

    /**
     * The end of a secret.
     *
     * @param date what the API answers
     * @param end from when on its name is free
     * @param recoverable whether it can still be restored
     */
    record Deletion(Instant date, Instant end, boolean recoverable) {}

    /** The first version is current whatever was asked for; what was current becomes the previous one. */
    StoredSecret with(String versionId, Version version, List<String> labels) {
        Map<String, Version> newVersions = new LinkedHashMap<>(versions);
        newVersions.put(versionId, version);
        Map<String, String> newStages = new TreeMap<>(stages);
        for (String label : labels) {
            String before = newStages.put(label, versionId);
            if (label.equals(CURRENT) && before != null && !before.equals(versionId)) {
                newStages.put(PREVIOUS, before);
            }
        }
        newStages.putIfAbsent(CURRENT, versionId);
        return new StoredSecret(
                name, arn, description, keyId, created, version.at(), newVersions, newStages, tags, gone);
    }

    StoredSecret withTags(Map<String, String> value, Instant now) {
        return new StoredSecret(name, arn, description, keyId, created, now, versions, stages, value, gone);
    }

    StoredSecret withDeletion(Optional<Deletion> value, Instant now) {
        return new StoredSecret(name, arn, description, keyId, created, now, versions, stages, tags, value);
    }

    /** The labels of each version that has one. */
    Map<String, List<String>> labels() {
        Map<String, List<String>> labels = new TreeMap<>();
        versions.keySet().forEach(id -> {
            List<String> own = labelsOf(id);
            if (!own.isEmpty()) {
                labels.put(id, own);
            }
        });
        return labels;
    }

    List<String> labelsOf(String versionId) {
        return stages.entrySet().stream()
                .filter(stage -> stage.getValue().equals(versionId))
                .map(Map.Entry::getKey)
                .toList();
    }
}
