package io.siteward.signing;

import java.util.List;

/** Who names signing keys. */
interface NamingSites {
    /**
     * The sites that name this key.
     *
     * @throws io.siteward.graph.FailedCall when the cluster does not say
     */
    List<Naming> of(String namespace, String key);

    /**
     * One of them.
     *
     * @param isLeaving whether it is being deleted itself
     */
    record Naming(String site, boolean isLeaving) {}
}
