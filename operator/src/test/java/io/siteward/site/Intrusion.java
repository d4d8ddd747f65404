package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteward.crd.v1alpha1.Condition;
import io.siteward.crd.v1alpha1.Drift;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** One leaf of what a site has in AWS, changed by somebody, and what Siteward makes of it at its next look. */
final class Intrusion {
    /**
     * What came of it.
     *
     * @param drift what status.drift lists, as kind and path
     * @param writes what was written to AWS
     * @param refusal why the site is refused, if it is
     */
    record Outcome(List<String> drift, List<String> writes, Optional<String> refusal) {}

    private final SiteWorld world;
    private final AwsObject object;
    private final Object before;

    Intrusion(SiteWorld world, AwsObject object) {
        this.world = world;
        this.object = object;
        this.before = object.read().get();
        assertThat(world.aws.takeViolations()).as("what AWS's models forbid").isEmpty();
    }

    /** Makes the first of the changes that AWS takes; empty when it takes none, or none makes a difference. */
    Optional<Outcome> of(List<Mutant> mutants) {
        return mutants.stream().anyMatch(this::isTaken) ? Optional.of(nextLook()) : Optional.empty();
    }

    /** Puts back what was there before. */
    void undo() {
        object.write().accept(before);
    }

    private boolean isTaken(Mutant mutant) {
        try {
            object.write().accept(mutant.changed());
        } catch (AwsServiceException e) {
            return false;
        } finally {
            // A person may ask for what AWS's models forbid.
            world.aws.takeViolations();
        }
        return !tree(object.read().get()).equals(tree(before));
    }

    private static JsonNode tree(Object value) {
        return SdkTree.of(value);
    }

    private Outcome nextLook() {
        world.clock.advance(SiteWorld.DEPLOYED);
        world.forget();
        world.reconcile();
        List<String> drift =
                world.site.getStatus().drift().stream().map(Intrusion::named).toList();
        List<String> writes = world.awsWrites();
        Optional<String> refusal = Optional.of(world.condition("Accepted"))
                .filter(accepted -> accepted.status().equals("False"))
                .map(Condition::reason);
        world.clock.advance(SiteWorld.DEPLOYED);
        return new Outcome(drift, writes, refusal);
    }

    private static String named(Drift drift) {
        return drift.resource().substring(0, drift.resource().indexOf('/')) + " " + drift.path();
    }
}
