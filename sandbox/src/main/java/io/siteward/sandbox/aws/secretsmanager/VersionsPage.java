package io.siteward.sandbox.aws.secretsmanager;

import io.siteward.sandbox.aws.secretsmanager.StoredSecret.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

/**
 * Some of a secret's versions. A page is cut before those without a label are left out, so one may be empty though there
 * are more.
 *
 * @param next where the next page begins; empty after the last
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecretVersionIds.html">ListSecretVersionIds</a>
 */
record VersionsPage(List<SecretVersionsListEntry> entries, Optional<String> next) {
    /** AWS does not say how many it is; few, so that callers turn pages. */
    private static final int UNASKED = 10;

    private static final Pattern TOKEN = Pattern.compile("[1-9][0-9]{0,8}");

    static VersionsPage of(StoredSecret secret, ListSecretVersionIdsRequest request) {
        boolean all = Boolean.TRUE.equals(request.includeDeprecated());
        List<Map.Entry<String, Version>> versions =
                List.copyOf(secret.versions().entrySet());
        int from = Optional.ofNullable(request.nextToken())
                .map(token -> position(token, versions.size()))
                .orElse(0);
        int most = Optional.ofNullable(request.maxResults()).orElse(UNASKED);
        int end = Math.min(from + most, versions.size());
        List<SecretVersionsListEntry> entries = versions.subList(from, end).stream()
                .map(version -> entry(secret, version.getKey(), version.getValue()))
                .filter(entry -> all || !entry.versionStages().isEmpty())
                .toList();
        return new VersionsPage(entries, end < versions.size() ? Optional.of(Integer.toString(end)) : Optional.empty());
    }

    private static int position(String token, int count) {
        int position = TOKEN.matcher(token).matches() ? Integer.parseInt(token) : count;
        if (position >= count) {
            throw SecretRefusal.INVALID_NEXT_TOKEN.because("The NextToken value is invalid.");
        }
        return position;
    }

    private static SecretVersionsListEntry entry(StoredSecret secret, String id, Version version) {
        return SecretVersionsListEntry.builder()
                .versionId(id)
                .versionStages(secret.labelsOf(id))
                .createdDate(version.at())
                .build();
    }
}
