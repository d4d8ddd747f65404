package io.siteward.aws.cloudfront;

import io.siteward.graph.Deletion;
import io.siteward.graph.Diff;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.graph.Intent;
import io.siteward.graph.ManagedResource;
import io.siteward.graph.Observation;
import io.siteward.graph.Settling;
import io.siteward.identity.Identity;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionWithTagsRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionWithTagsResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfigWithTags;
import software.amazon.awssdk.services.cloudfront.model.UpdateDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateDistributionResponse;

/**
 * A site's distribution.
 *
 * <p>It is the site's by its CallerReference, which holds the hash of the site's identity and can never change, unless its
 * tags name another owner. Origins, origin groups, behaviours, functions and signers are modelled altogether, since they
 * decide who can read what: those that someone else added are drift and are removed. What is not modelled (web ACL,
 * logs, continuous deployment) is left as found.
 */
public final class Distribution
        implements ManagedResource<DesiredDistribution, ObservedDistribution, DistributionHandle> {
    /** The path of the change that switches it on or off. */
    public static final String ENABLED = "distribution.enabled";

    private static final Duration DEPLOYING = Duration.ofSeconds(20);
    private static final Duration LIST_LAG = Duration.ofSeconds(30);
    private static final int GENERATIONS_A_CREATE = 20;

    private final CloudFrontClient client;
    private final Identity identity;
    private final Optional<String> recordedId;
    private final CloudFrontAccount account;
    private final DistributionMark mark;
    private final DistributionSearch search;
    private final DistributionTags tags;
    private final DistributionFailures failures;

    /**
     * @param bucketDomain the regional domain name of the site's bucket, to look for it by
     * @param recordedId its id as recorded in the status, which spares the search
     * @param previouslyAppliedKeys the keys of user's tags applied before; one no longer wanted is removed
     */
    public Distribution(
            CloudFrontClient client,
            CloudFrontAccount account,
            Identity identity,
            String bucketDomain,
            Optional<String> recordedId,
            Set<String> previouslyAppliedKeys) {
        this.client = client;
        this.account = account;
        this.identity = identity;
        this.recordedId = recordedId;
        this.mark = new DistributionMark(identity);
        this.search = new DistributionSearch(client, mark, bucketDomain);
        this.tags = new DistributionTags(identity, previouslyAppliedKeys);
        this.failures = new DistributionFailures(account, identity.hash());
    }

    /** Two reads when its id is recorded; else a search through all the account's distributions. */
    @Override
    public Observation<ObservedDistribution> observe() {
        Optional<ObservedDistribution> recorded = recordedId.flatMap(search::read);
        if (recorded.isPresent()) {
            return isOurs(recorded.get()) ? new Observation.Present<>(recorded.get()) : foreign(recorded.get());
        }
        return search.ours()
                .<Observation<ObservedDistribution>>map(Observation.Present::new)
                .orElseGet(Observation.Absent::new);
    }

    private boolean isOurs(ObservedDistribution found) {
        return mark.isOn(found.config().callerReference(), found.tags()) || identity.owns(found.tags());
    }

    private Observation<ObservedDistribution> foreign(ObservedDistribution found) {
        boolean madeForUs = mark.generation(found.config().callerReference()) > 0;
        return new Observation.Foreign<>(
                "DistributionNotOurs",
                madeForUs
                        ? taggedForAnother(found)
                        : "The status names distribution " + found.handle().id()
                                + ", which was not made for this site: take it out of status.resources (kubectl edit"
                                + " --subresource=status), and the site's own is found or made");
    }

    private static String taggedForAnother(ObservedDistribution found) {
        return "Distribution " + found.handle().id() + " was made for this site, but its siteward.io tags name another"
                + " owner: restore or remove those tags";
    }

    @Override
    public DistributionHandle handle(ObservedDistribution observed) {
        return observed.handle();
    }

    @Override
    public String id(ObservedDistribution observed) {
        return observed.handle().id();
    }

    @Override
    public Diff diff(DesiredDistribution desired, ObservedDistribution observed) {
        Diff.Builder diff = Diff.builder();
        new DistributionDiff(desired, observed.config(), diff).compare(mark.comment());
        tags.compare(desired, observed.tags(), diff);
        return diff.build();
    }

    @Override
    public Optional<Settling> settling(ObservedDistribution observed) {
        return observed.deployed()
                ? Optional.empty()
                : Optional.of(new Settling(
                        DEPLOYING,
                        "CloudFront is deploying distribution "
                                + observed.handle().id() + ", which takes about 5 to 15 minutes"));
    }

    /**
     * Makes it under a CallerReference that was written down first.
     *
     * <p>CloudFront refuses a CallerReference that was used before, identical request or not. Then the distribution is
     * looked for: found, it is ours; not to be found yet, nothing is made; gone, the next generation's reference is used.
     */
    @Override
    public ObservedDistribution create(DesiredDistribution desired, Intent intent) {
        int first = intent.pending()
                .map(mark::generation)
                .filter(pending -> pending > 0)
                .orElse(1);
        for (int generation = first; generation < first + GENERATIONS_A_CREATE; generation++) {
            String reference = mark.reference(generation);
            intent.record(reference);
            try {
                ObservedDistribution made = make(reference, desired);
                account.absences().forget(identity);
                return made;
            } catch (FailedCall e) {
                if (!e.is("DistributionAlreadyExists")) {
                    if (e.failure().kind() != Failure.Kind.NO_TOKEN) {
                        // It was sent, and may have been made all the same.
                        account.absences().forget(identity);
                    }
                    throw failures.explain(e, desired);
                }
                Optional<ObservedDistribution> found =
                        search.byReference(reference, e.failure().message());
                if (found.isPresent()) {
                    return takeUp(desired, found.get(), e);
                }
                account.absences().note(identity);
                if (!account.absences().areGone(identity)) {
                    throw notVisible(reference, e);
                }
            }
        }
        throw new FailedCall(new Failure(
                Failure.Kind.RETRIABLE,
                "ManyGenerationsDeleted",
                "CloudFront remembers more than " + GENERATIONS_A_CREATE
                        + " deleted distributions of this site; the next" + " look goes on counting",
                LIST_LAG,
                null));
    }

    private ObservedDistribution make(String reference, DesiredDistribution desired) {
        CreateDistributionWithTagsResponse made =
                client.createDistributionWithTags(CreateDistributionWithTagsRequest.builder()
                        .distributionConfigWithTags(DistributionConfigWithTags.builder()
                                .distributionConfig(DistributionOverlay.create(reference, mark.comment(), desired))
                                .tags(DistributionTags.toTags(tags.wanted(desired)))
                                .build())
                        .build());
        return ObservedDistribution.of(
                made.distribution(), Objects.requireNonNull(made.eTag(), "ETag"), tags.wanted(desired));
    }

    private ObservedDistribution takeUp(DesiredDistribution desired, ObservedDistribution found, FailedCall exists) {
        account.absences().forget(identity);
        if (!isOurs(found)) {
            throw Reworded.terminal(exists, taggedForAnother(found));
        }
        Diff diff = diff(desired, found);
        return diff.isEmpty() ? found : update(desired, found, diff);
    }

    private static FailedCall notVisible(String reference, FailedCall exists) {
        return Reworded.as(
                Failure.Kind.RETRIABLE,
                exists,
                "CloudFront says that a distribution with CallerReference " + reference + " exists or existed, but"
                        + " does not show it; another is made only when it stays so",
                LIST_LAG);
    }

    @Override
    public ObservedDistribution update(DesiredDistribution desired, ObservedDistribution observed, Diff diff) {
        boolean tagsDiffer =
                diff.changes().stream().anyMatch(change -> change.path().startsWith("tags."));
        boolean configDiffers =
                diff.changes().stream().anyMatch(change -> change.path().startsWith("distribution."));
        try {
            ObservedDistribution after = observed;
            if (tagsDiffer) {
                after = after.withTags(tags.apply(client, after.handle().arn(), desired, after.tags()));
            }
            if (configDiffers) {
                after = send(after, DistributionOverlay.over(after.config(), mark.comment(), desired));
            }
            return after;
        } catch (FailedCall e) {
            throw failures.explain(e, desired);
        }
    }

    @Override
    public Optional<Shut<ObservedDistribution>> restore(DesiredDistribution desired, ObservedDistribution observed) {
        return shut(desired, observed, PrivateBehaviours.restored(desired, observed.config()));
    }

    @Override
    public Optional<Shut<ObservedDistribution>> close(DesiredDistribution desired, ObservedDistribution observed) {
        Optional<Shut<ObservedDistribution>> shut =
                shut(desired, observed, PrivateBehaviours.closed(desired, observed.config()));
        List<String> open = PrivateBehaviours.notClosable(desired, observed.config());
        if (!open.isEmpty()) {
            throw DistributionFailures.privatePathOpen(open);
        }
        return shut;
    }

    private Optional<Shut<ObservedDistribution>> shut(
            DesiredDistribution desired, ObservedDistribution observed, PrivateBehaviours wanted) {
        if (wanted.diff().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Shut<>(send(marked(observed), wanted.config()), wanted.diff()));
        } catch (FailedCall e) {
            throw failures.explain(e, desired);
        }
    }

    private ObservedDistribution send(ObservedDistribution observed, DistributionConfig config) {
        UpdateDistributionResponse response = client.updateDistribution(UpdateDistributionRequest.builder()
                .id(observed.handle().id())
                .ifMatch(observed.etag())
                .distributionConfig(config)
                .build());
        return ObservedDistribution.of(
                response.distribution(), Objects.requireNonNull(response.eTag(), "ETag"), observed.tags());
    }

    /**
     * Has it answer viewers no more, whatever else is wrong with it: for a bucket that turns out to be a stranger's.
     *
     * @return the state after
     */
    public ObservedDistribution disable(ObservedDistribution observed) {
        if (!observed.config().enabled()) {
            return observed;
        }
        try {
            return send(
                    marked(observed),
                    observed.config().toBuilder().enabled(false).build());
        } catch (FailedCall e) {
            throw Reworded.isStale(e) ? DistributionFailures.changedMeanwhile(e) : e;
        }
    }

    /** Its tags may have been taken away, and the role's policy asks for them before it lets anything be changed. */
    private ObservedDistribution marked(ObservedDistribution observed) {
        return observed.withTags(tags.mark(client, observed.handle().arn(), observed.tags()));
    }

    @Override
    public Deletion whenForeign(Observation.Foreign<ObservedDistribution> foreign) {
        // It may serve the site's bucket, whose name is anybody's once the bucket is deleted.
        return new Deletion.Refused(foreign.reason(), foreign.message());
    }

    /** Disables it, waits until every edge knows, deletes it: one step a look. */
    @Override
    public Deletion delete(ObservedDistribution observed) {
        try {
            if (observed.config().enabled()) {
                disable(observed);
                return underway(observed);
            }
            if (!observed.deployed()) {
                return underway(observed);
            }
            marked(observed);
            client.deleteDistribution(DeleteDistributionRequest.builder()
                    .id(observed.handle().id())
                    .ifMatch(observed.etag())
                    .build());
            return new Deletion.Gone();
        } catch (FailedCall e) {
            if (e.is("NoSuchDistribution")) {
                return new Deletion.Gone();
            }
            if (e.is("DistributionNotDisabled")) {
                return underway(observed);
            }
            throw Reworded.isStale(e) ? DistributionFailures.changedMeanwhile(e) : e;
        }
    }

    private static Deletion underway(ObservedDistribution observed) {
        return new Deletion.Underway(
                DEPLOYING,
                "CloudFront is disabling distribution " + observed.handle().id()
                        + ", which takes about 5 to 15 minutes; it is deleted after that");
    }
}
