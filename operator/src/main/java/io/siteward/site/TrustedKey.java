package io.siteward.site;

import io.siteward.aws.cloudfront.KeyGroups;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.graph.Deletion;
import io.siteward.graph.Diff;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.graph.Intent;
import io.siteward.graph.ManagedResource;
import io.siteward.graph.Observation;
import io.siteward.identity.Identity;
import java.time.Duration;
import java.util.Optional;

/**
 * The key group of a signing key that a site names: seen, and never made, changed or deleted here. While there is none,
 * what needs it waits: a distribution that is not there is not made, and one that is there stays as it is, but for private
 * paths that somebody opens and that another key can open.
 *
 * <p>The group's id stands in the key's status. Where it does not (another cluster keeps the key, or the status was lost),
 * the group is known by its name. Nothing else of the key's status is asked for: a key that is being rotated, or whose
 * last look failed, is trusted as before.
 *
 * <p>The status is believed, and costs no call: who may write it in a namespace can have the sites there trust any group
 * of the account, and so can who may write signing keys, by {@code source.existing}.
 */
final class TrustedKey implements ManagedResource<TrustedKey.Desired, String, String> {
    static final String NOT_FOUND = "SigningKeyNotFound";
    static final String NOT_READY = "SigningKeyNotReady";
    static final String OTHER_ACCOUNT = "SigningKeyInAnotherAccount";

    /** The key wakes the sites that name it; this is for what it does not tell. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final Identity identity;
    private final Optional<SigningKeyStatus> status;
    private final boolean exists;
    private final String accountId;
    private final KeyGroups groups;

    /**
     * One that may exist.
     *
     * @param identity that of the signing key
     * @param key the key as the cluster has it
     * @param accountId the account that the site is in
     * @param groups where the key's group is looked for
     */
    TrustedKey(Identity identity, Optional<SigningKey> key, String accountId, KeyGroups groups) {
        this.identity = identity;
        this.exists = key.isPresent();
        this.status = key.map(SigningKey::getStatus);
        this.accountId = accountId;
        this.groups = groups;
    }

    /**
     * What is wanted: that it is there.
     *
     * @param announced whether the key's status names its group: one that did and does so no more is no drift
     */
    record Desired(String name, boolean announced) {}

    Desired desired() {
        return new Desired(identity.name(), recordedGroup().isPresent());
    }

    private Optional<String> recordedGroup() {
        return isInAnotherAccount()
                ? Optional.empty()
                : status.flatMap(known -> Optional.ofNullable(known.keyGroupId()));
    }

    private boolean isInAnotherAccount() {
        return status.map(SigningKeyStatus::accountId)
                .filter(account -> !account.equals(accountId))
                .isPresent();
    }

    /** No call, if the key's status names the group. */
    @Override
    public Observation<String> observe() {
        if (!exists || isInAnotherAccount()) {
            return new Observation.Absent<>();
        }
        Optional<String> group = recordedGroup().or(() -> groups.list().own().map(KeyGroups.Found::id));
        return group.isPresent() ? new Observation.Present<>(group.get()) : new Observation.Absent<>();
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
    public Diff diff(Desired desired, String observed) {
        return Diff.none();
    }

    /** It is made by whoever keeps the signing key. */
    @Override
    public String create(Desired desired, Intent intent) {
        String key = "SigningKey " + identity.name();
        String until = " Until then the distribution is neither made nor changed: what privatePaths adds is not"
                + " protected yet, and what was protected stays so. What somebody opens by hand is closed again only"
                + " while another key of signingKeyRefs is there.";
        if (!exists) {
            throw missing(
                    NOT_FOUND,
                    key + " does not exist in namespace " + identity.namespace()
                            + ": create it, or take it out of signingKeyRefs." + until);
        }
        if (isInAnotherAccount()) {
            throw missing(
                    OTHER_ACCOUNT,
                    key + " is in account "
                            + status.map(SigningKeyStatus::accountId).orElse("") + ", and the site in " + accountId
                            + ": name a key of the same account." + until);
        }
        throw missing(
                NOT_READY,
                key + " has no key group in CloudFront yet: wait for it, and see what its status says." + until);
    }

    private static FailedCall missing(String code, String message) {
        return new FailedCall(new Failure(Failure.Kind.BLOCKED, code, message, LOOK_AGAIN, null));
    }

    @Override
    public String update(Desired desired, String observed, Diff diff) {
        throw new IllegalStateException("a site never changes a key group");
    }

    @Override
    public Deletion delete(String observed) {
        return new Deletion.Gone();
    }
}
