package io.siteward.aws.cloudfront;

import io.siteward.graph.Diff;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/**
 * One kind of object that sites share: how CloudFront is asked for it, and what its refusals are called.
 *
 * @param <D> the content of such an object: an immutable record of plain values
 */
public interface SharedKind<D> {
    /** What stands in every object's comment, for the people who find it. */
    String COMMENT = "Shared by Siteward's sites. Removed when no site uses it.";

    /** The kind for people, for example {@code origin access control}. */
    String title();

    /** The kind in a name; letters only, at most 12. */
    String shortName();

    Codes codes();

    /** What one reading covers: the same for all names where a list carries the contents, else the name. */
    String section(String name);

    /** Reads the section that holds this name: the account's own objects in it, by name. */
    Map<String, SharedObject<D>> read(CloudFrontClient client, String name);

    /** The names of all the account's own objects of the kind. */
    Set<String> names(CloudFrontClient client);

    /** Compares the contents; pure. */
    Diff diff(D desired, D observed);

    SharedObject<D> create(CloudFrontClient client, String name, D desired);

    SharedObject<D> update(CloudFrontClient client, SharedObject<D> observed, D desired);

    void delete(CloudFrontClient client, SharedObject<D> observed);

    /**
     * CloudFront's error codes of a kind.
     *
     * @param exists a create under a name that is taken
     * @param absent a call for an object that is not there
     * @param inUse a deletion of an object that a distribution uses
     * @param tooMany a create beyond the account's quota
     * @param full an association beyond what one object may have
     * @param vanished a distribution that names an object that is not there
     */
    record Codes(String exists, String absent, String inUse, String tooMany, String full, Set<String> vanished) {}
}
