package io.siteward.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.siteward.lease.LeaseStore;
import io.siteward.lease.LeaseStoreContract;
import io.siteward.lease.Member;
import io.siteward.lease.StoreFailure;
import io.siteward.sandbox.kube.EmbeddedKubernetes;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store in Kubernetes, on the embedded API; the stage asks the same of a real one. */
class KubernetesLeaseStoreTest implements LeaseStoreContract {
    private static final String NAMESPACE = "default";

    private final EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start(List.of(), InstantSource.system(), 0);
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.empty())
                    .withMasterUrl(kubernetes.uri().toString())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
    private final LeaseStore store = ofFleet("prod");

    private LeaseStore ofFleet(String fleet) {
        return new KubernetesLeaseStore(client, NAMESPACE, fleet);
    }

    @AfterEach
    void close() {
        client.close();
        kubernetes.close();
    }

    @Override
    public LeaseStore store() {
        return store;
    }

    /** The operator asks for no pages; these are more than etcd's limit of an answer would be. */
    @Override
    public int moreThanOnePage() {
        return 70;
    }

    /** Another process has another memory of what it saw. */
    @Test
    void replacesWhatAnotherProcessWrote() throws StoreFailure {
        store.write(LeaseStoreContract.lease("docs", null, "v1"), null);
        LeaseStore other = ofFleet("prod");

        assertThat(other.write(LeaseStoreContract.lease("docs", "m2", "v2"), "v1"))
                .isTrue();
        assertThat(store.write(LeaseStoreContract.lease("docs", "m1", "v3"), "v1"))
                .isFalse();
        assertThat(store.write(LeaseStoreContract.lease("docs", "m1", "v4"), "v2"))
                .isTrue();
    }

    @Test
    void listsNothingOfAnotherFleet() throws StoreFailure {
        store.write(LeaseStoreContract.lease("prod/SecureSite/web/docs", "m1", "v1"), null);
        store.write(LeaseStoreContract.member("m1", "v1"), null);

        assertThat(ofFleet("test").leases()).isEmpty();
        assertThat(ofFleet("test").members()).isEmpty();
    }

    /** What {@code kubectl get leases} shows. */
    @Test
    void writesWhatAPersonCanRead() throws StoreFailure {
        Member alive = LeaseStoreContract.member("siteward-0.ab12", "v1");
        store.write(alive, null);
        store.write(LeaseStoreContract.lease("prod/SecureSite/web/docs", "siteward-0.ab12", "v1"), null);

        List<Lease> objects = client.leases().inNamespace(NAMESPACE).list().getItems();

        assertThat(objects)
                .anySatisfy(object -> {
                    assertThat(object.getMetadata().getName()).startsWith("siteward-member-siteward-0-ab12-");
                    assertThat(object.getSpec().getHolderIdentity()).isEqualTo("siteward-0.ab12 (alive)");
                })
                .anySatisfy(object -> {
                    assertThat(object.getMetadata().getName()).startsWith("siteward-lease-securesite-web-docs-");
                    assertThat(object.getSpec().getHolderIdentity()).isEqualTo("siteward-0.ab12");
                    assertThat(object.getSpec().getLeaseTransitions()).isEqualTo(1);
                })
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"none", "null", "{}", "{\"claims\":{}}", "{\"key\":\"docs\",\"claims\":{}}", "{\"id\":\"m1\"}"})
    void goesOnWithoutWhatSomebodyHasSpoiledAndSaysWhatItIs(String content) throws StoreFailure {
        store.write(LeaseStoreContract.lease("docs", "m1", "v1"), null);
        store.write(LeaseStoreContract.member("m1", "v1"), null);
        spoil(content);
        var other = LeaseStoreContract.lease("blog", "m1", "v1");
        store.write(other, null);

        assertThat(store.leases()).containsExactly(other);
        assertThat(store.members()).isEmpty();
        assertThatThrownBy(() -> store.lease("docs"))
                .isInstanceOf(StoreFailure.class)
                .hasMessageMatching("The Lease siteward-lease-docs-\\w+ in namespace default is not as Siteward wrote"
                        + " it: delete it\\.");
    }

    @Test
    void writesAnewWhatWasSpoiledAndDeleted() throws StoreFailure {
        store.write(LeaseStoreContract.member("m1", "v1"), null);
        spoil("{}");
        assertThat(store.members()).isEmpty();
        client.leases().inNamespace(NAMESPACE).delete();

        assertThat(store.write(LeaseStoreContract.member("m1", "v2"), "v1")).isFalse();
        assertThat(store.write(LeaseStoreContract.member("m1", "v3"), null)).isTrue();
    }

    /** A record under another's name would be taken for that one's. */
    @Test
    void believesNoObjectThatBearsAnothersRecord() throws StoreFailure {
        store.write(LeaseStoreContract.lease("docs", "m1", "v1"), null);
        String docs = Objects.requireNonNull(client.leases()
                .inNamespace(NAMESPACE)
                .list()
                .getItems()
                .get(0)
                .getMetadata()
                .getAnnotations()
                .get("siteward.io/content"));
        store.write(LeaseStoreContract.lease("blog", "m1", "v1"), null);
        spoil(docs);

        assertThat(store.leases()).containsExactly(LeaseStoreContract.lease("docs", "m1", "v1"));
    }

    private void spoil(String content) {
        client.leases()
                .inNamespace(NAMESPACE)
                .list()
                .getItems()
                .forEach(object -> client.leases()
                        .inNamespace(NAMESPACE)
                        .withName(object.getMetadata().getName())
                        .edit(lease -> {
                            lease.getMetadata().getAnnotations().put("siteward.io/content", content);
                            return lease;
                        }));
    }

    @Test
    void saysThatNobodyAnswers() {
        kubernetes.close();
        assertThatThrownBy(store::leases)
                .isInstanceOf(StoreFailure.class)
                .hasMessage("The Kubernetes API does not answer for Leases.");
    }
}
