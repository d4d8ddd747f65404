package io.siteward.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The chart's role: everything in it is needed, and what is missing is told in one line. */
@ExtendWith(Stage.class)
class PermissionsTest {
    private static final List<String> ROLES = List.of(Release.NAME, Release.NAME + "-fleet");

    private final Cluster cluster;

    PermissionsTest(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void eachVerbOfEachRuleThatIsMissingIsToldAndWaitedFor() {
        try (Aws aws = Aws.start();
                Release release = Release.install(cluster, Release.values(cluster, aws))) {
            Map<String, List<PolicyRule>> whole = rules();
            ROLES.forEach(role -> setRules(role, List.of()));
            try (Operator operator = Operator.launch(cluster, release.deployment(), cluster.api(), Map.of())) {
                List<String> lines = new ArrayList<>();
                whole.forEach((role, rules) ->
                        rules.forEach(rule -> rule.getVerbs().forEach(verb -> {
                            restore(whole);
                            setRules(role, without(rules, rule, verb));
                            String line = "The operator may not " + verb + " " + named(rule)
                                    + ": give its service account the chart's role.";
                            awaitReadiness(
                                    operator, "permissions: " + line + "\nwatch: the watches have not started\n");
                            lines.add(line);
                        })));
                assertThat(lines).hasSize(7);
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
                    role(Release.NAME).getRules().stream()
                            .filter(rule -> !rule.getResources().contains("securesites/status"))
                            .toList());

            docs.patch("{\"spec\": {\"ipv6\": false}}");

            String line = "The operator may not patch securesites/status.siteward.io: give its service account the"
                    + " chart's role.";
            awaitReadiness(siteward.operator(), "permissions: " + line + "\nwatch: ok\naws: ok\n");
            assertThat(siteward.operator().complaints()).containsOnlyOnce(line);

            restore(whole);

            siteward.operator().awaitReady();
            // It would look again by itself too, after minutes.
            docs.nudge();
            JsonNode site = docs.awaitReady();
            assertThat(site.at("/status/observedGeneration").asInt()).isEqualTo(2);
        }
    }

    private static void awaitReadiness(Operator operator, String beginning) {
        await(beginning)
                .atMost(Operator.PATIENCE)
                .until(() -> operator.readiness().startsWith(beginning));
    }

    private Map<String, List<PolicyRule>> rules() {
        return Map.of(
                ROLES.get(0),
                role(ROLES.get(0)).getRules(),
                ROLES.get(1),
                role(ROLES.get(1)).getRules());
    }

    private ClusterRole role(String name) {
        return cluster.client().rbac().clusterRoles().withName(name).require();
    }

    private void restore(Map<String, List<PolicyRule>> whole) {
        whole.forEach(this::setRules);
    }

    private void setRules(String role, @Nullable List<PolicyRule> rules) {
        cluster.client().rbac().clusterRoles().withName(role).edit(found -> {
            found.setRules(rules);
            return found;
        });
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
