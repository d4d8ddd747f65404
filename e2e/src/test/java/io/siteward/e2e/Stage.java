package io.siteward.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the one cluster of a run to every test class that asks for it, without releases that a failed test left; started
 * for the first, ended after the last.
 */
public final class Stage implements ParameterResolver {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(Stage.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        Cluster cluster = extension
                .getRoot()
                .getStore(OURS)
                .computeIfAbsent(Cluster.class, type -> Cluster.start(), Cluster.class);
        cluster.uninstallReleases();
        return cluster;
    }
}
