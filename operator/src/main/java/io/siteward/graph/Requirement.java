package io.siteward.graph;

import java.util.Optional;
import java.util.function.Function;

/**
 * Something that must be so before a resource is made, and that Siteward itself never makes: a certificate, a free slot in
 * a quota.
 *
 * @param id what kind of thing it is, and which
 * @param look says what is not as it must be; asked once a run, after the nodes were looked at; may throw {@link FailedCall}
 */
public record Requirement(NodeId id, Function<Upstream, Optional<Problem>> look) {

    /**
     * What is not as it must be.
     *
     * @param reason in CamelCase, for a condition
     * @param message one sentence that names the field and the remedy
     */
    public record Problem(String reason, String message) {}
}
