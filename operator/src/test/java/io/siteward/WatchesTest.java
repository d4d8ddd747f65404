package io.siteward;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RuntimeInfo;
import io.siteward.crd.v1alpha1.SecureSite;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchesTest {
    private static final RuntimeInfo NOT_STARTED =
            new Operator(settings -> settings.withCloseClientOnStop(false)).getRuntimeInfo();

    private final List<String> ends = new ArrayList<>();
    private final Watches watches = new Watches(ends::add);

    @Test
    void endsTheProcessWithOneLineWhenAWatchHasEndedForGood() {
        watches.onStop(informer(true), new WatcherException("outer", new IllegalStateException("torn\nsecond line")));

        assertThat(ends)
                .containsExactly(
                        "The watch of SecureSite objects has ended: torn. The operator cannot go on" + " without it.");
        assertThat(watches.problem(NOT_STARTED)).contains(ends.get(0));
    }

    @Test
    void saysNothingWhenItIsToldToStop() {
        watches.onStop(informer(true), null);
        assertThat(ends).isEmpty();
    }

    @Test
    void leavesAFailedStartToWhoeverStarts() {
        watches.onStop(informer(false), new IllegalStateException("forbidden"));
        assertThat(ends).isEmpty();
        assertThat(watches.problem(NOT_STARTED)).contains("the watches have not started");
    }

    private static SharedIndexInformer<?> informer(boolean hasSynced) {
        return (SharedIndexInformer<?>) Proxy.newProxyInstance(
                SharedIndexInformer.class.getClassLoader(),
                new Class<?>[] {SharedIndexInformer.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hasSynced" -> hasSynced;
                    case "getApiTypeClass" -> SecureSite.class;
                    default -> throw new AssertionError(method);
                });
    }
}
