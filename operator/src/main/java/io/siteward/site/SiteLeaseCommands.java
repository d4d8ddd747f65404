package io.siteward.site;

import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.identity.Identity;
import io.siteward.lease.Lease;
import io.siteward.lease.Leases;
import io.siteward.status.Excerpt;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a person can ask of a site's lease, by annotations on the manifest in the cluster that holds it. Each value is
 * obeyed once.
 */
final class SiteLeaseCommands {
    /** With any new value: hand the site over. */
    static final String RELEASE = Identity.TAG_PREFIX + "release-lease";

    /** With a cluster's name: that cluster claims the site no more, though nobody there says so. */
    static final String END_CLAIM = Identity.TAG_PREFIX + "end-claim";

    private static final int LONGEST_TOKEN = 256;

    private final Leases leases;
    private final SiteStore store;

    SiteLeaseCommands(Leases leases, SiteStore store) {
        this.leases = leases;
        this.store = store;
    }

    /** Carries out what was not yet, and notes it: first the note, since a command that was obeyed twice does harm. */
    SecureSite obey(SecureSite site, Identity identity, Lease lease) {
        SecureSite noted = site;
        if (isNew(site, RELEASE)) {
            noted = note(noted, RELEASE);
            leases.handOver(identity);
        }
        // Its claim is ended by what is wanted with the lease; it is done when the record says so.
        boolean ended = isNew(noted, END_CLAIM) && !lease.claims().containsKey(token(noted, END_CLAIM));
        return ended ? note(noted, END_CLAIM) : noted;
    }

    /** The clusters whose claims are to end. */
    Set<String> ended(SecureSite site) {
        return isNew(site, END_CLAIM) ? Set.of(token(site, END_CLAIM)) : Set.of();
    }

    private static boolean isNew(SecureSite site, String command) {
        String token = token(site, command);
        return !token.isEmpty()
                && !token.equals(SiteTurns.status(site).handled().get(name(command)));
    }

    private SecureSite note(SecureSite site, String command) {
        SecureSiteStatus status = SiteTurns.status(site);
        Map<String, String> handled = new TreeMap<>(status.handled());
        handled.put(name(command), token(site, command));
        return store.write(site, status.withHandled(handled));
    }

    private static String name(String command) {
        return command.substring(Identity.TAG_PREFIX.length());
    }

    private static String token(SecureSite site, String command) {
        return Excerpt.of(site.getMetadata().getAnnotations().getOrDefault(command, ""), LONGEST_TOKEN);
    }
}
