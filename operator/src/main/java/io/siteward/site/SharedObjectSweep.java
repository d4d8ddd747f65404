package io.siteward.site;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.siteward.aws.GatedAccounts;
import io.siteward.aws.cloudfront.Sweep;
import io.siteward.config.Configuration;
import io.siteward.crd.v1alpha1.ResourceStatus;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.gate.Subject;
import io.siteward.graph.FailedCall;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The slow sweep of shared CloudFront objects that no site of this cluster wants. Run by one thread. */
final class SharedObjectSweep implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(SharedObjectSweep.class);
    private static final int TRIES_A_RUN = 5;

    private final Supplier<Stream<SecureSite>> sites;
    private final GatedAccounts accounts;
    private final AccountsForSites remembered;
    private final Configuration configuration;
    private final InstantSource clock;
    private final Map<String, Sweep> sweeps = new HashMap<>();

    /**
     * Sweeps nothing yet.
     *
     * @param sites all sites of this cluster that the operator looks after
     */
    SharedObjectSweep(
            Supplier<Stream<SecureSite>> sites,
            GatedAccounts accounts,
            AccountsForSites remembered,
            Configuration configuration,
            InstantSource clock) {
        this.sites = sites;
        this.accounts = accounts;
        this.remembered = remembered;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            GatedAccounts.Current current = accounts.current(Subject.OPERATOR);
            Set<String> wanted = sites.get()
                    .flatMap(site -> Optional.ofNullable(site.getStatus()).stream())
                    .flatMap(status -> status.resources().stream())
                    .map(ResourceStatus::name)
                    .collect(Collectors.toSet());
            Sweep sweep = sweeps.computeIfAbsent(current.id(), this::sweep);
            List<String> removed = sweep.run(current.clients(), wanted);
            removed.forEach(name -> log.info("removed {}, which nobody used", name));
        } catch (FailedCall | KubernetesClientException e) {
            log.info("the sweep is tried again at its next time: {}", e.getMessage());
        } catch (RuntimeException e) {
            // What is thrown out of here would end all sweeps to come, without a word.
            log.error("the sweep failed", e);
        }
    }

    private Sweep sweep(String accountId) {
        return new Sweep(remembered.account(accountId), clock, configuration.sweepGrace(), TRIES_A_RUN);
    }
}
