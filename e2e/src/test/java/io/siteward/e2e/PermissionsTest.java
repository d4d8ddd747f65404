package io.siteward.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The chart's role: everything in it is needed, and what is missing is told in one line. */
@ExtendWith(Stage.class)
class PermissionsTest {
    private static final List<String> CLUSTER_ROLES = List.of(Release.NAME, Release.NAME + "-fleet");
    private static final String LEASES = Release.NAME + "-leases";

    private final Cluster cluster;

    PermissionsTest(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void eachVerbOfEachRuleThatIsMissingIsToldAndWaitedFor() {
        try (Aws aws = Aws.start();
                Release release = Release.install(cluster, Release.values(cluster, aws))) {
            Map<String, List<PolicyRule>> whole = rules();
            whole.keySet().forEach(role -> setRules(role, List.of()));
            try (Operator operator = Operator.launch(cluster, release.deployment(), cluster.api(), Map.of())) {
                List<String> lines = new ArrayList<>();
                whole.forEach((role, rules) ->
                        rules.forEach(rule -> rule.getVerbs().forEach(verb -> {
                            restore(whole);
                            setRules(role, without(rules, rule, verb));
                            String line = "The operator may not " + verb + " " + named(rule)
                                    + (role.equals(LEASES) ? " in namespace " + Release.NAMESPACE : "")
                                    + ": give its service account the chart's role.";
                            awaitReadiness(
                                    operator, "permissions: " + line + "\nwatch: the watches have not started\n");
                            lines.add(line);
                        })));
                assertThat(lines).hasSize(17);
                assertThat(operator.complaints()).containsAll(lines);

                restore(whole);

                operator.awaitReady();
            }
        }
    }

    @Test
    void whatIsTakenFromARunningOperatorIsToldAndItGoesOnWhenItIsGivenBack() {
        try (Installation siteward = Installation.of(cluster)) {
            Map<String, List<PolicyRule>> whole = rules();
            Site docs = new Site(cluster, cluster.newNamespace(), "docs").create("region: eu-central-1");
            docs.awaitReady();
            setRules(
                    Release.NAME,
                    whole.getOrDefault(Release.NAME, List.of()).stream()
                            .filter(rule -> !rule.getResources().contains("securesites/status"))
                            .toList());

            docs.patch("{\"spec\": {\"ipv6\": false}}");

            String line = "The operator may not patch securesites/status.siteward.io: give its service account the"
                    + " chart's role.";
            awaitReadiness(siteward.operator(), "permissions: " + line + "\nwatch: ok\nleases: ok\naws: ok\n");
            assertThat(siteward.operator().complaints()).containsOnlyOnce(line);

            restore(whole);

            siteward.operator().awaitReady();
            // It would look again by itself too, after minutes.
            docs.nudge();
            JsonNode site = docs.awaitReady();
            assertThat(site.at("/status/observedGeneration").asInt()).isEqualTo(2);
        }
    }

    /** The leases are asked for all the time, so that is noticed at once; nothing is changed without them. */
    @Test
    void leasesThatAreTakenFromARunningOperatorStopItUntilTheyAreGivenBack() {
        try (Installation siteward = Installation.of(cluster, Map.of("leases", Map.of("duration", "3s")))) {
            Map<String, List<PolicyRule>> whole = rules();
            Site docs = new Site(cluster, cluster.newNamespace(), "docs").create("region: eu-central-1");
            JsonNode lease = docs.awaitReady().at("/status/lease");
            setRules(LEASES, List.of());

            JsonNode stopped = docs.await(
                    "stopped",
                    site -> Site.condition(site, "Synced")
                            .path("reason")
                            .asText()
                            .equals("LeaseStoreUnavailable"));
            assertThat(Site.condition(stopped, "Synced").path("message").asText())
                    .isEqualTo(
                            "Who may act cannot be known: Leases of the operator's own namespace are not granted to it:"
                                    + " give its service account the role. Nothing is done until the store answers again.");
            assertThat(Site.status(stopped, "Ready")).isEqualTo("True");
            docs.patch("{\"spec\": {\"ipv6\": false}}");

            restore(whole);

            JsonNode site = docs.awaitReady();
            assertThat(site.at("/status/observedGeneration").asInt()).isEqualTo(2);
            assertThat(site.at("/status/lease"))
                    .as("what nobody else has taken")
                    .isEqualTo(lease);
            siteward.operator().awaitReady();
        }
    }

    private static void awaitReadiness(Operator operator, String beginning) {
        await(beginning)
                .atMost(Operator.PATIENCE)
                .until(() -> operator.readiness().startsWith(beginning));
    }

    private Map<String, List<PolicyRule>> rules() {
        Map<String, List<PolicyRule>> rules = new LinkedHashMap<>();
        CLUSTER_ROLES.forEach(name -> rules.put(
                name,
                eachOfOneResource(cluster.client()
                        .rbac()
                        .clusterRoles()
                        .withName(name)
                        .require()
                        .getRules())));
        rules.put(LEASES, leaseRole().require().getRules());
        return rules;
    }

    private static List<PolicyRule> eachOfOneResource(List<PolicyRule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.getResources().stream()
                        .map(resource -> new PolicyRuleBuilder(rule)
                                .withResources(resource)
                                .build()))
                .toList();
    }

    private Resource<Role> leaseRole() {
        return cluster.client().rbac().roles().inNamespace(Release.NAMESPACE).withName(LEASES);
    }

    private void restore(Map<String, List<PolicyRule>> whole) {
        whole.forEach(this::setRules);
    }

    private void setRules(String role, @Nullable List<PolicyRule> rules) {
        if (role.equals(LEASES)) {
            leaseRole().edit(found -> {
                found.setRules(rules);
                return found;
            });
        } else {
            cluster.client().rbac().clusterRoles().withName(role).edit(found -> {
                found.setRules(rules);
                return found;
            });
        }
    }

    private static List<PolicyRule> without(List<PolicyRule> rules, PolicyRule rule, String verb) {
        List<PolicyRule> left = new ArrayList<>();
        for (PolicyRule each : rules) {
            List<String> verbs = each.getVerbs().stream()
                    .filter(other -> !each.equals(rule) || !other.equals(verb))
                    .toList();
            if (!verbs.isEmpty()) {
                left.add(new PolicyRuleBuilder(each).withVerbs(verbs).build());
            }
        }
        return left;
    }

    private static String named(PolicyRule rule) {
        String group = rule.getApiGroups().get(0);
        return rule.getResources().get(0)
                + (group.isEmpty() ? "" : "." + group)
                + (rule.getResourceNames().isEmpty()
                        ? ""
                        : " " + rule.getResourceNames().get(0));
    }
}
