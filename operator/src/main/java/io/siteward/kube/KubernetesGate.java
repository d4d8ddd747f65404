package io.siteward.kube;

import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.siteward.gate.Gate;
import io.siteward.gate.Subject;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.function.Function;

/**
 * The HTTP clients of fabric8 whose writes pass the gate, those that JOSDK makes by itself (finalizers) among them.
 * Reads and watches are free: informers make few of them, and they change nothing.
 *
 * <p>It stands below fabric8, at the JDK's client, and is no fabric8 {@code Interceptor}. In 7.5.2 an interceptor is not
 * told of a connection that fails unless retries are on; with retries on, what its {@code before} throws at the second
 * attempt is lost in an executor and the caller waits for ever; and a request that is sent again after a 401 passes it
 * only once. Here every request that goes out is one call.
 *
 * <p>A refusal comes out of fabric8 as a {@code KubernetesClientException} whose cause is the {@code FailedCall}; an
 * {@link Error} of a hook likewise. {@link KubernetesFailures} takes both out again.
 */
public final class KubernetesGate extends JdkHttpClientFactory {
    private final Gate gate;
    private final String cluster;
    private final Function<URI, Subject> subjects;

    /**
     * A factory for {@code KubernetesClientBuilder.withHttpClientFactory}.
     *
     * @param cluster what the rate budget counts by, for example the fleet
     * @param subjects on whose behalf a write to this URI is
     */
    public KubernetesGate(Gate gate, String cluster, Function<URI, Subject> subjects) {
        this.gate = gate;
        this.cluster = cluster;
        this.subjects = subjects;
    }

    @Override
    protected HttpClient.Builder createNewHttpClientBuilder() {
        return new GatedHttpClientBuilder(
                super.createNewHttpClientBuilder(), client -> new GatedHttpClient(client, gate, cluster, subjects));
    }
}
