package io.siteward.graph;

import java.util.Optional;

/** What is remembered of a custom resource's nodes beyond the life of the process. */
public interface Journal {
    /** What was last carried out for this node. */
    Optional<Applied> applied(NodeId node);

    /** The note of a create of this node. */
    Intent intent(NodeId node);
}
