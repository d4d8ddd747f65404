package io.siteward.sandbox.aws.secretsmanager;

import static io.siteward.sandbox.aws.secretsmanager.SecretsOnTheWire.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/**
 * When a secret and its versions were changed: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecretVersionIds.html
 */
class SecretVersionsTest {
    private static final String NAME = "siteward/fleet/web/docs/current";
    private static final Tag TAG = Tag.builder().key("owner").value("us").build();

    @RegisterExtension
    final SecretsOnTheWire aws = new SecretsOnTheWire();

    @Test
    void areListedWithTheirLabelsAndWhenTheyWereMade() {
        Instant start = aws.clock.instant();
        String first = create();
        aws.clock.advance(Duration.ofHours(1));
        String second = put("2");
        aws.clock.advance(Duration.ofHours(1));
        String third = put("3");
        aws.client().tagResource(request -> request.secretId(NAME).tags(TAG));

        assertThat(versions(false))
                .extracting(
                        SecretVersionsListEntry::versionId,
                        SecretVersionsListEntry::versionStages,
                        SecretVersionsListEntry::createdDate)
                .containsExactly(
                        tuple(second, List.of("AWSPREVIOUS"), start.plus(Duration.ofHours(1))),
                        tuple(third, List.of("AWSCURRENT"), start.plus(Duration.ofHours(2))));
        assertThat(versions(true))
                .extracting(SecretVersionsListEntry::versionId)
                .containsExactly(first, second, third);
    }

    /** "This can occur even when the response includes no values at all": the same page, of NextToken. */
    @Test
    void areListedInPagesThatMayBeEmpty() {
        create();
        for (int i = 2; i <= 20; i++) {
            put(Integer.toString(i));
        }
        ListSecretVersionIdsResponse page = aws.client()
                .listSecretVersionIds(request -> request.secretId(NAME).maxResults(18));
        assertThat(page.versions()).isEmpty();
        assertThat(aws.client()
                        .listSecretVersionIds(request -> request.secretId(NAME).nextToken(page.nextToken()))
                        .versions())
                .hasSize(2);
        assertRefused(
                "InvalidNextTokenException",
                "NextToken",
                () -> aws.client()
                        .listSecretVersionIds(request -> request.secretId(NAME).nextToken("another")));
    }

    @Test
    void ofASecretThatIsToBeDeletedAreListedAndOfNoneAreNot() {
        assertRefused("ResourceNotFoundException", "can't find", () -> versions(false));
        create();
        aws.client().deleteSecret(request -> request.secretId(NAME));
        assertThat(versions(false)).hasSize(1);
    }

    /**
     * "The last date and time that this secret was modified in any way":
     * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html
     */
    @Test
    void areNotTheOnlyChangesThatASecretKnows() {
        create();
        List<Runnable> changes = List.of(
                () -> put("2"),
                () -> aws.client().tagResource(request -> request.secretId(NAME).tags(TAG)),
                () -> aws.client()
                        .untagResource(request -> request.secretId(NAME).tagKeys(TAG.key())),
                () -> aws.client().deleteSecret(request -> request.secretId(NAME)),
                () -> aws.client().restoreSecret(request -> request.secretId(NAME)));
        for (Runnable change : changes) {
            aws.clock.advance(Duration.ofMinutes(1));
            change.run();
            assertThat(aws.client()
                            .describeSecret(request -> request.secretId(NAME))
                            .lastChangedDate())
                    .isEqualTo(aws.clock.instant());
        }
    }

    private String create() {
        return aws.client()
                .createSecret(request -> request.name(NAME).secretString("1"))
                .versionId();
    }

    /** The new version's id. */
    private String put(String value) {
        return aws.client()
                .putSecretValue(request -> request.secretId(NAME).secretString(value))
                .versionId();
    }

    private List<SecretVersionsListEntry> versions(boolean all) {
        return aws.client()
                .listSecretVersionIds(request -> request.secretId(NAME).includeDeprecated(all))
                .versions();
    }
}
