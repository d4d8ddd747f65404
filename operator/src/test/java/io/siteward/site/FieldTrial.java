package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;

/** A site whose spec is changed field by field: what is decided, what AWS has then, and what comes of drift in it. */
final class FieldTrial {
    private static final List<String> STEPS = List.of("set", "change", "unset");

    private final SiteWorld world;
    private final Mutants mutants;
    private final JsonNode initial;

    /** @param world with a site that stands ready */
    FieldTrial(SiteWorld world) {
        this.world = world;
        this.mutants = new Mutants(Substitutes.in(world));
        this.initial = state();
    }

    /** After it, the site is as it was before. */
    void hold(FieldCase field) {
        apply(field, 0);
        apply(field, 1);
        if (field.hasEffect()) {
            drift(field);
        }
        apply(field, 2);
        assertThat(state()).isEqualTo(initial);
    }

    private void apply(FieldCase field, int place) {
        String step = STEPS.get(place);
        world.apply(field.manifest(step).toString());
        assertThat(world.decisions()).as(step).containsExactlyInAnyOrderElementsOf(field.decisions(step));
        world.forget();
        world.settled();
        assertThat(world.decisions()).as("after " + step).isEmpty();
        if (field.hasEffect()) {
            assertThat(text(at(state(), field.word("aws"))))
                    .as("AWS after " + step)
                    .isEqualTo(text(field.value(place)));
        } else {
            assertThat(world.awsWrites()).as(step).isEmpty();
        }
    }

    private void drift(FieldCase field) {
        JsonNode before = state();
        String leaf = field.word("leaf");
        AwsObject object = new AwsObjects(world).with(leaf);
        Optional<Intrusion.Outcome> outcome = new Intrusion(world, object)
                .of(mutants.of(object.name(), object.read().get()).stream()
                        .filter(mutant -> mutant.leaf().equals(leaf))
                        .toList());
        assertThat(outcome)
                .contains(new Intrusion.Outcome(List.of(field.word("drift")), object.mending(), Optional.empty()));
        assertThat(state()).as("AWS after the repair").isEqualTo(before);
    }

    private JsonNode state() {
        return AwsState.pastTheWire(world).read();
    }

    /** An asterisk in the pointer stands for the only child. */
    static JsonNode at(JsonNode tree, String pointer) {
        JsonNode node = tree;
        for (String name : pointer.substring(1).split("/", -1)) {
            if (name.equals("*")) {
                node = node.isEmpty()
                        ? MissingNode.getInstance()
                        : node.iterator().next();
            } else {
                node = node.at(JsonPointer.compile("/" + name));
            }
        }
        return node;
    }

    /** Absent and null are the same; numbers have no kinds. */
    private static String text(JsonNode value) {
        return value.isMissingNode() ? "null" : value.toString();
    }
}
