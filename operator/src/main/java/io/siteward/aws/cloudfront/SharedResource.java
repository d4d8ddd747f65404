package io.siteward.aws.cloudfront;

import io.siteward.graph.Deletion;
import io.siteward.graph.Diff;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.graph.Intent;
import io.siteward.graph.ManagedResource;
import io.siteward.graph.Observation;
import java.time.Duration;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/**
 * One shared object, as a site keeps it: found or made under the name that states its content.
 *
 * <p>Nobody owns it. Names are unique in an account, so a create needs no intent: "already exists" under our name is
 * success. Who leaves tries to delete it, and CloudFront's "in use" is the only reference count.
 *
 * @param <D> the content of the object
 */
public final class SharedResource<D> implements ManagedResource<D, SharedObject<D>, String> {
    private static final Duration LIST_LAG = Duration.ofSeconds(10);

    private final Catalogue<D> catalogue;
    private final SharedKind<D> kind;
    private final String name;
    private final CloudFrontClient client;

    public SharedResource(Catalogue<D> catalogue, SharedName name, CloudFrontClient client) {
        this.catalogue = catalogue;
        this.kind = catalogue.kind();
        this.name = name.toString();
        this.client = client;
    }

    @Override
    public Observation<SharedObject<D>> observe() {
        return catalogue
                .find(name, client)
                .<Observation<SharedObject<D>>>map(Observation.Present::new)
                .orElseGet(Observation.Absent::new);
    }

    /** What a distribution refers to it by: its id; of a function the ARN. */
    @Override
    public String handle(SharedObject<D> observed) {
        return observed.id();
    }

    @Override
    public String id(SharedObject<D> observed) {
        return observed.id();
    }

    @Override
    public Diff diff(D desired, SharedObject<D> observed) {
        Diff.Builder diff = Diff.builder();
        kind.diff(desired, observed.content())
                .changes()
                .forEach(change -> diff.compare(change.path(), change.desired(), change.observed()));
        return diff.compare("comment", SharedKind.COMMENT, observed.comment()).build();
    }

    @Override
    public SharedObject<D> create(D desired, Intent intent) {
        try {
            SharedObject<D> made = kind.create(client, name, desired);
            catalogue.enter(made);
            return made;
        } catch (FailedCall e) {
            catalogue.forget(name);
            if (e.is(kind.codes().exists())) {
                return takeUp(desired, e);
            }
            throw e.is(kind.codes().tooMany()) ? Reworded.terminal(e, quotaMessage()) : e;
        }
    }

    private SharedObject<D> takeUp(D desired, FailedCall exists) {
        SharedObject<D> found = catalogue
                .find(name, client)
                .orElseThrow(() -> Reworded.as(
                        Failure.Kind.RETRIABLE,
                        exists,
                        "CloudFront says that the " + kind.title() + " " + name + " exists, but does not list it yet",
                        LIST_LAG));
        Diff diff = diff(desired, found);
        return diff.isEmpty() ? found : update(desired, found, diff);
    }

    @Override
    public SharedObject<D> update(D desired, SharedObject<D> observed, Diff diff) {
        try {
            SharedObject<D> repaired = kind.update(client, observed, desired);
            catalogue.enter(repaired);
            return repaired;
        } catch (FailedCall e) {
            catalogue.forget(name);
            throw Reworded.isStale(e) || e.is(kind.codes().absent()) ? changedMeanwhile(e) : e;
        }
    }

    @Override
    public Deletion delete(SharedObject<D> observed) {
        try {
            kind.delete(client, observed);
        } catch (FailedCall e) {
            if (e.is(kind.codes().inUse())) {
                return new Deletion.LeftToOthers();
            }
            catalogue.forget(name);
            if (!e.is(kind.codes().absent())) {
                throw Reworded.isStale(e) ? changedMeanwhile(e) : e;
            }
        }
        catalogue.strikeOut(name);
        return new Deletion.Gone();
    }

    private String quotaMessage() {
        return "The account has no " + kind.title() + " left to give (CloudFront's quota): delete unused ones, or ask"
                + " for a higher quota in Service Quotas";
    }

    private FailedCall changedMeanwhile(FailedCall cause) {
        return Reworded.soon(
                cause, "The " + kind.title() + " " + name + " was changed by someone else meanwhile; it is read again");
    }
}
