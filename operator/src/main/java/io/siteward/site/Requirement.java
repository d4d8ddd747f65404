package io.siteward.site;

import io.siteward.graph.Deletion;
import io.siteward.graph.Diff;
import io.siteward.graph.Intent;
import io.siteward.graph.ManagedResource;
import io.siteward.graph.Observation;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Something that must be so before a site is made or changed, and that Siteward itself never makes: a certificate, a free
 * slot in a quota. As a node of the graph it has the whole plan refused, while what protects is still repaired.
 */
final class Requirement implements ManagedResource<String, String, String> {
    static final String CERTIFICATE = "Certificate";
    static final String HEADERS = "Headers";
    static final String POLICY = "PolicyStatements";
    static final String DISTRIBUTION_SLOT = "DistributionSlot";

    /** The kinds of node that are requirements: they are nobody's resources and stand in no status. */
    static final Set<String> KINDS = Set.of(CERTIFICATE, HEADERS, POLICY, DISTRIBUTION_SLOT);

    private final String name;
    private final Supplier<Optional<Problem>> look;

    /**
     * Looks at nothing yet.
     *
     * @param name what it is about; for a reference what refers to it, which is also its handle
     * @param look says what is not as it must be
     */
    Requirement(String name, Supplier<Optional<Problem>> look) {
        this.name = name;
        this.look = look;
    }

    /**
     * What is not as it must be.
     *
     * @param reason in CamelCase, for a condition
     * @param message one sentence that names the field and the remedy
     */
    record Problem(String reason, String message) {}

    @Override
    public Observation<String> observe() {
        Optional<Problem> problem = look.get();
        return problem.isPresent()
                ? new Observation.Foreign<>(
                        problem.get().reason(), problem.get().message())
                : new Observation.Present<>(name);
    }

    @Override
    public String handle(String observed) {
        return observed;
    }

    @Override
    public String id(String observed) {
        return observed;
    }

    @Override
    public Diff diff(String desired, String observed) {
        return Diff.none();
    }

    @Override
    public String create(String desired, Intent intent) {
        throw new UnsupportedOperationException("a requirement is never made");
    }

    @Override
    public String update(String desired, String observed, Diff diff) {
        throw new UnsupportedOperationException("a requirement is never changed");
    }

    @Override
    public Deletion delete(String observed) {
        return new Deletion.Gone();
    }
}
