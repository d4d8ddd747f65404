package io.siteward.upkeep;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees to it that a manifest which is made anew under the name of one that has just gone is looked at. The framework
 * takes what it hears of the new one, while it still says good-bye to the old one, for news of the old one, and drops it
 * <a href="https://github.com/operator-framework/java-operator-sdk/pull/3614">with the rest</a>. It tells its metrics at
 * that very moment, and lets nothing else in between: whatever its cache holds then has been heard of already.
 */
public class Namesakes implements Metrics {
    private final Map<Object, Controller<? extends HasMetadata>> controllers = new ConcurrentHashMap<>();

    @Override
    public void controllerRegistered(Controller<? extends HasMetadata> controller) {
        controllers.put(controller.getConfiguration().getName(), controller);
    }

    @Override
    public void cleanupDoneFor(ResourceID gone, Map<String, Object> metadata) {
        Optional.ofNullable(controllers.get(metadata.get(Constants.CONTROLLER_NAME)))
                .ifPresent(controller -> look(controller, gone));
    }

    private static <R extends HasMetadata> void look(Controller<R> controller, ResourceID name) {
        controller
                .getEventSourceManager()
                .getControllerEventSource()
                .get(name)
                .ifPresent(anew -> controller
                        .getEventProcessor()
                        .handleEvent(new ResourceEvent(ResourceAction.ADDED, name, anew)));
    }
}
