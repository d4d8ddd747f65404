package io.siteward.sandbox.run;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.siteward.sandbox.signing.CannotSign;
import io.siteward.sandbox.signing.Manifests;
import io.siteward.sandbox.signing.PrivateSite;
import io.siteward.sandbox.signing.Signer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code siteward sign}: a signed URL, or cookies, for a private path of a site. */
@Command(
        name = "sign",
        description = {
            "Prints a URL that opens a private path of a SecureSite, with the key that its SigningKey names now.",
            "Takes the cluster from the kubeconfig, and reads the key with your AWS credentials."
        },
        mixinStandardHelpOptions = true)
public final class SignCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final UnaryOperator<Map<String, String>> credentials;

    @Parameters(index = "0", paramLabel = "SITE", description = "The SecureSite's name.")
    private String site = "";

    @Parameters(index = "1", paramLabel = "PATH", description = "/members/report.pdf, or with --cookies '/members/*'.")
    private String path = "";

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            defaultValue = "15m",
            description = "For how long it opens, from now: 90s, 15m, 2h, 7d; at most for longestLifetimeSeconds of the"
                    + " SigningKey, a day unless it says otherwise. Default: ${DEFAULT-VALUE}.")
    private String expires = "";

    @Option(names = "--cookies", description = "Print the value of a Cookie header instead of a URL.")
    private boolean cookies;

    @Option(
            names = "--key",
            paramLabel = "NAME",
            description = "The SigningKey that signs. Default: the first of the site's that can be used.")
    private @Nullable String key;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "The SecureSite's namespace. Default: that of the kubeconfig's context.")
    private @Nullable String namespace;

    @Spec
    @SuppressWarnings("NullAway.Init") // The command line sets it.
    private CommandSpec spec;

    /** @param credentials adds AWS credentials to an environment that has none */
    public SignCommand(Surroundings surroundings, UnaryOperator<Map<String, String>> credentials) {
        this.surroundings = surroundings;
        this.credentials = credentials;
    }

    @Override
    public Integer call() {
        Duration lifetime = lifetime();
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(kubeconfig()).build()) {
            Manifests manifests = new Manifests(client, namespace(client));
            print(manifests, new Signer.Request(site, path, lifetime, cookies));
            return 0;
        } catch (CannotSign | SandboxFailure e) {
            surroundings.err().println("siteward: " + e.getMessage());
            return 1;
        }
    }

    private void print(Manifests manifests, Signer.Request request) {
        Optional<RunningSandbox> sandbox = RunningSandbox.find(surroundings.environment());
        InstantSource clock =
                sandbox.<InstantSource>map(running -> running::now).orElse(surroundings.clock());
        Signer signer = new Signer(manifests, () -> credentials.apply(surroundings.environment()), clock);
        PrivateSite found = signer.site(request.site());
        PrivateSite asItIs = key == null ? found : found.signedWith(key);
        PrivateSite opened = sandbox.map(running -> asItIs.at(running.origin(asItIs.distributionId())))
                .orElse(asItIs);
        Signer.Signed signed = signer.sign(opened, request);
        String until = Instant.ofEpochSecond(signed.expires()).toString();
        if (request.asCookies()) {
            // Apart from what a script takes.
            surroundings
                    .err()
                    .println("siteward: as Cookie header, this opens " + signed.resource() + " until " + until);
            surroundings
                    .out()
                    .println(signed.grant().cookies().entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        } else {
            surroundings.out().println(signed.grant().appendedTo(signed.resource()));
        }
    }

    private Duration lifetime() {
        try {
            return TimeSpan.parse(expires);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--expires: " + e.getMessage(), e);
        }
    }

    private Config kubeconfig() {
        String named = surroundings.environment().getOrDefault("KUBECONFIG", "");
        return named.isEmpty()
                ? Config.autoConfigure(null)
                : Kubeconfig.read(Path.of(named)).config();
    }

    private String namespace(KubernetesClient client) {
        return Optional.ofNullable(namespace)
                .or(() -> Optional.ofNullable(client.getNamespace()))
                .orElse("default");
    }
}
