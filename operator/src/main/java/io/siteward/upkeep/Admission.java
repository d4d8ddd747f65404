package io.siteward.upkeep;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.siteward.crd.v1alpha1.ManifestStatus;
import io.siteward.identity.Identity;
import io.siteward.status.Excerpt;
import io.siteward.status.Finding;
import io.siteward.status.Situation;
import java.util.Optional;

/** Whether a manifest may be worked on at all: not when it is paused, nor under another fleet or account than before. */
public final class Admission {
    private static final String PAUSED = Identity.TAG_PREFIX + "paused";

    private final String fleet;
    private final String noun;

    /**
     * For manifests of one kind.
     *
     * @param noun what people call one, for example {@code site}
     */
    public Admission(String fleet, String noun) {
        this.fleet = fleet;
        this.noun = noun;
    }

    /** Who it is, in this fleet. */
    public Identity identity(HasMetadata manifest) {
        return new Identity(
                fleet,
                manifest.getKind(),
                manifest.getMetadata().getNamespace(),
                manifest.getMetadata().getName());
    }

    /** The clusters that act as one. */
    public String fleet() {
        return fleet;
    }

    /** What speaks against it before AWS is asked anything. */
    public Optional<Finding> objection(HasMetadata manifest, ManifestStatus<?> status) {
        if ("true".equals(manifest.getMetadata().getAnnotations().get(PAUSED))) {
            return Optional.of(Finding.of(
                    Situation.PAUSED, "Paused by the annotation " + PAUSED + ": remove it, and the work goes on."));
        }
        if (status.fleet() != null && !status.fleet().equals(fleet)) {
            return Optional.of(Finding.of(
                    Situation.FLEET_CHANGED,
                    "This " + noun + " belongs to fleet " + status.fleet() + ", and this operator works for fleet "
                            + fleet + ": set SITEWARD_FLEET to the first, or delete the " + noun + " there."));
        }
        return Optional.empty();
    }

    /** What is written in the manifest that seems to pause it, and does not. */
    public Optional<String> hint(HasMetadata manifest) {
        String paused = manifest.getMetadata().getAnnotations().getOrDefault(PAUSED, "false");
        return paused.equals("true") || paused.equals("false")
                ? Optional.empty()
                : Optional.of("The annotation " + PAUSED + " is \"" + Excerpt.of(paused, 40)
                        + "\", which pauses nothing: only \"true\" does.");
    }

    /**
     * What speaks against the account: under swapped credentials everything would look deleted.
     *
     * @param accountId the account that the credentials belong to
     */
    public Optional<Finding> objection(String accountId, ManifestStatus<?> status) {
        if (status.accountId() == null || accountId.equals(status.accountId())) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                Situation.ACCOUNT_CHANGED,
                "The " + noun + "'s resources are in account " + status.accountId()
                        + ", and the credentials are for account " + accountId
                        + ": give the operator those of the first."));
    }
}
