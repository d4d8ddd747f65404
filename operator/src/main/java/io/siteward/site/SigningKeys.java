package io.siteward.site;

import io.siteward.crd.v1alpha1.SigningKey;
import java.util.Optional;

/** The signing keys of the cluster. */
interface SigningKeys {
    /** Knows none. For where nobody is let in any more. */
    SigningKeys NONE = (namespace, name) -> Optional.empty();

    /** As last seen; empty when there is none of that name. */
    Optional<SigningKey> find(String namespace, String name);
}
