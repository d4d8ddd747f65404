package io.siteward.signing;

import java.util.List;

/** Who names signing keys. */
interface NamingSites {
    /**
     * The sites that name this key, by their names.
     *
     * @throws io.siteward.graph.FailedCall when the cluster does not say
     */
    List<String> of(String namespace, String key);
}
