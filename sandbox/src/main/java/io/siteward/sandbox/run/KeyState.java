package io.siteward.sandbox.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;

/**
 * What a SigningKey's status says at one moment. Text that is not there is empty.
 *
 * @param currentKeyId the public key of the pair that signs
 * @param generations the pairs, the oldest first, each as its state
 * @param rotated the token of the last {@code siteward.io/rotate} that was obeyed
 * @param ready the condition
 */
record KeyState(String currentKeyId, List<String> generations, String rotated, SiteState.Condition ready) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static KeyState of(GenericKubernetesResource key) {
        JsonNode status = JSON.valueToTree(key).path("status");
        List<String> generations = new ArrayList<>();
        status.path("generations")
                .forEach(each -> generations.add(each.path("state").asText()));
        SiteState.Condition ready = SiteState.Condition.NONE;
        for (JsonNode each : status.path("conditions")) {
            if (each.path("type").asText().equals("Ready")) {
                ready = new SiteState.Condition(
                        each.path("status").asText(),
                        each.path("reason").asText(),
                        each.path("message").asText(""));
            }
        }
        return new KeyState(
                status.path("currentKeyId").asText(""),
                List.copyOf(generations),
                status.path("handled").path("rotate").asText(""),
                ready);
    }

    boolean isReady() {
        return ready.status().equals("True");
    }
}
