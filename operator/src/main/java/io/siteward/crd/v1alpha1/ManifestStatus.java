package io.siteward.crd.v1alpha1;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the status of every custom resource says, whatever its manifest stands for. Immutable.
 *
 * @param <S> the status itself
 */
public interface ManifestStatus<S extends ManifestStatus<S>> {
    /** The aspects of its state. */
    List<Condition> conditions();

    /** The fleet under which the AWS resources were made. */
    @Nullable String fleet();

    /** The AWS account that holds the resources. */
    @Nullable String accountId();

    /** The AWS resources that it is made of and that are noted one by one; none where AWS itself is asked each time. */
    default List<ResourceStatus> resources() {
        return List.of();
    }

    /** Creates that were begun and not yet seen to end. */
    List<PendingCreate> pending();

    /** The token of each command that was last carried out, by the command's name. */
    Map<String, String> handled();

    /** Who may change the resources, as last seen. */
    @Nullable LeaseStatus lease();

    /** The same with other conditions, which are about this generation of the spec. */
    S withConditions(List<Condition> value, long generation);

    /** The same with other notes of creates that were begun. */
    S withPending(List<PendingCreate> value);

    /** The same with another list of commands that were carried out. */
    S withHandled(Map<String, String> value);

    /** The same with another holder. */
    S withLease(LeaseStatus value);
}
