package io.siteward.site;

import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.identity.Identity;
import io.siteward.status.Excerpt;
import io.siteward.status.Finding;
import io.siteward.status.Situation;
import java.util.Optional;

/** Whether a site may be worked on at all: not when it is paused, nor under another fleet or account than before. */
final class SiteAdmission {
    static final String PAUSED = Identity.TAG_PREFIX + "paused";

    private final String fleet;

    SiteAdmission(String fleet) {
        this.fleet = fleet;
    }

    Identity identity(SecureSite site) {
        return new Identity(
                fleet,
                site.getKind(),
                site.getMetadata().getNamespace(),
                site.getMetadata().getName());
    }

    String fleet() {
        return fleet;
    }

    /** What speaks against it before AWS is asked anything. */
    Optional<Finding> objection(SecureSite site, SecureSiteStatus status) {
        if ("true".equals(site.getMetadata().getAnnotations().get(PAUSED))) {
            return Optional.of(Finding.of(
                    Situation.PAUSED, "Paused by the annotation " + PAUSED + ": remove it, and the work goes on."));
        }
        if (status.fleet() != null && !status.fleet().equals(fleet)) {
            return Optional.of(Finding.of(
                    Situation.FLEET_CHANGED,
                    "This site belongs to fleet " + status.fleet() + ", and this operator works for fleet " + fleet
                            + ": set SITEWARD_FLEET to the first, or delete the site there."));
        }
        return Optional.empty();
    }

    /** What is written in the manifest that seems to pause it, and does not. */
    Optional<String> hint(SecureSite site) {
        String paused = site.getMetadata().getAnnotations().getOrDefault(PAUSED, "false");
        return paused.equals("true") || paused.equals("false")
                ? Optional.empty()
                : Optional.of("The annotation " + PAUSED + " is \"" + Excerpt.of(paused, 40)
                        + "\", which pauses nothing: only \"true\" does.");
    }

    /** What speaks against the account: under swapped credentials everything would look deleted. */
    Optional<Finding> objection(SiteClients clients, SecureSiteStatus status) {
        if (status.accountId() == null || status.accountId().equals(clients.accountId())) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                Situation.ACCOUNT_CHANGED,
                "The site's resources are in account " + status.accountId() + ", and the credentials are for account "
                        + clients.accountId() + ": give the operator those of the first."));
    }
}
