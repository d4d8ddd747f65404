package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.crd.v1alpha1.KeyGeneration;
import io.siteward.sandbox.aws.CallRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that somebody else has made. */
class BroughtKeysTest {
    private final SigningKeyWorld world = new SigningKeyWorld("{region: eu-central-1}");

    @Test
    void areTrustedAndTheirPrivateHalvesTold() {
        KeyFlows.brought("", "one").accept(world);
        world.look();
        String id = world.currentKey();
        assertThat(world.ring().members()).containsExactly(id);
        assertThat(world.condition("Ready").status()).isEqualTo("True");
        assertThat(world.status().pointer()).isEqualTo("/web/key");
        assertThat(world.status().generations()).containsExactly(new KeyGeneration(1, id, "Trusted", null, null, null));
    }

    @Test
    void whatIsAddedIsToBeUsedWhenTheEdgesKnowIt() {
        KeyFlows.brought("", "one").accept(world);
        KeyFlows.trusted().accept(world);
        KeyFlows.brought("", "one", "two").accept(world);
        world.look();
        assertThat(world.ring().members()).hasSize(2);
        assertThat(world.condition("Reconciling").status()).isEqualTo("True");
        assertThat(world.condition("Reconciling").message())
                .startsWith("The keys are being made known to CloudFront: sign with a new one from 2026-03-01T");
        world.live(Duration.ofMinutes(20));
        assertThat(world.condition("Reconciling").status()).isEqualTo("False");
    }

    @Test
    void nothingButTheirGroupIsTouched() {
        KeyFlows.brought(", deletionPolicy: Delete", "one", "two").accept(world);
        world.cloud.aws.forgetCalls();
        world.look();
        KeyFlows.brought(", deletionPolicy: Delete", "two").accept(world);
        world.look();
        world.delete();
        world.look();
        assertThat(world.cloud.aws.calls().stream().filter(CallRecord::isWrite).map(CallRecord::operation))
                .containsExactly("CreateKeyGroup", "UpdateKeyGroup", "DeleteKeyGroup");
        assertThat(world.cloud.aws.calls()).allMatch(call -> call.service().equals("cloudfront"));
    }

    @Test
    void oneThatIsNotThereIsNamedAndTheOthersAreTrustedAsBefore() {
        KeyFlows.brought("", "one").accept(world);
        world.look();
        List<String> members = List.copyOf(world.ring().members());
        world.apply(
                "{region: eu-central-1, source: {existing: {publicKeyIds: [K00000000000, %s], privateKeyName: /w/k}}}"
                        .formatted(members.get(0)));
        world.look();
        assertThat(world.condition("ResolvedRefs").status()).isEqualTo("False");
        assertThat(world.condition("ResolvedRefs").reason()).isEqualTo("PublicKeyNotFound");
        assertThat(world.condition("ResolvedRefs").message())
                .contains("K00000000000")
                .contains("source.existing.publicKeyIds");
        assertThat(world.condition("Ready").status()).isEqualTo("True");
        assertThat(world.events).anyMatch(event -> event.startsWith("PublicKeyNotFound"));
        assertThat(world.ring().members()).containsExactlyElementsOf(members);
    }

    @ParameterizedTest
    @CsvSource({"siteward.io/rotate, 1", "siteward.io/revoke, K00000000000"})
    void annotationsDoNothingToThemAndThatIsSaid(String annotation, String value) {
        KeyFlows.brought("", "one").accept(world);
        world.look();
        List<String> members = List.copyOf(world.ring().members());
        world.annotate(annotation, value);
        world.look();
        assertThat(world.ring().members()).containsExactlyElementsOf(members);
        assertThat(world.events)
                .filteredOn(event -> event.startsWith("Misunderstood"))
                .containsOnly(
                        "Misunderstood: The annotations that rotate and revoke do nothing here, since the keys are"
                                + " yours: say in source.existing.publicKeyIds which are trusted.");
    }
}
