package io.siteward.readable;

import java.util.List;
import java.util.Set;

/**
 * Who may reach a bucket without objection: its own account, its own distributions, and what its site grants.
 *
 * @param account the bucket's owner
 * @param distributions the ARNs of the site's distributions, which may read objects and nothing else
 * @param granted statements of a policy, as JSON, that the site's spec asks for; what they allow is allowed
 */
public record Insiders(String account, Set<String> distributions, List<String> granted) {
    public Insiders {
        distributions = Set.copyOf(distributions);
        granted = List.copyOf(granted);
    }
}
