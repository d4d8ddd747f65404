package io.siteward.upkeep;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A custom resource of which nothing is known here but that it is one. */
@Group("example.com")
@Version("v1")
public final class Lamp extends CustomResource<Lamp.Spec, LampStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    /** How it is to be. */
    public record Spec(String colour) {}
}
