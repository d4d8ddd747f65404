package io.siteward.readable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The judge of a bucket: who can do what with it that its site does not grant. It objects rather too much than too
 * little.
 *
 * <p>It asks of each kind of requester whether any request that he can make is allowed by some statement, by one that
 * might hold, and not denied by one that surely holds.
 */
public final class Exposure {
    static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
    static final String AUTHENTICATED_USERS = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";

    /** The groups whose grants make a list public. Log delivery is not among them. */
    private static final Map<String, List<Asker>> PUBLIC_GROUPS = Map.of(
            ALL_USERS,
            List.of(Asker.ANYBODY, Asker.ANOTHER_ACCOUNT),
            AUTHENTICATED_USERS,
            List.of(Asker.ANOTHER_ACCOUNT));

    private static final String LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";

    /** Conditions on these may keep a policy from being public in AWS's sense. */
    private static final Set<String> MAY_NARROW = Set.of(
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceip",
            "aws:sourceorgid",
            "aws:sourceorgpaths",
            "aws:sourceowner",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:userid",
            "s3:dataaccesspointaccount",
            "s3:dataaccesspointarn",
            "s3:x-amz-server-side-encryption-aws-kms-key-id");

    private final BucketFacts bucket;
    private final Insiders insiders;
    private final List<Statement> statements;
    private final List<Statement> granted;

    private Exposure(BucketFacts bucket, Insiders insiders) {
        this.bucket = bucket;
        this.insiders = insiders;
        this.statements = bucket.policy().map(Statement::ofPolicy).orElse(List.of());
        this.granted = insiders.granted().stream().map(Statement::parse).toList();
    }

    /** Everything that speaks against the bucket; empty when it is closed. */
    public static List<Objection> of(BucketFacts bucket, Insiders insiders) {
        Exposure exposure = new Exposure(bucket, insiders);
        List<Objection> objections = new ArrayList<>(exposure.unlocked());
        objections.addAll(exposure.byPolicy());
        objections.addAll(exposure.byLists());
        return objections;
    }

    /** Without its locks a bucket is one careless policy or upload away from open: that alone is objected to. */
    private List<Objection> unlocked() {
        List<Objection> objections = new ArrayList<>();
        BucketFacts.FLAGS.stream()
                .filter(flag -> !bucket.blocked().contains(flag))
                .forEach(flag -> objections.add(new Objection("nobody yet", "lock " + flag, "it is off")));
        if (bucket.aclsCount()) {
            objections.add(new Objection(
                    "nobody yet",
                    "lock " + BucketFacts.NO_ACLS,
                    bucket.ownership().orElse("there are no ownership controls")));
        }
        return objections;
    }

    private List<Objection> byPolicy() {
        List<Objection> objections = new ArrayList<>();
        for (Asker asker : Asker.values()) {
            for (Action action : Action.ALL) {
                boolean isItsPurpose = asker == Asker.OUR_DISTRIBUTION && action.equals(Action.GET_OBJECT);
                if (!isItsPurpose) {
                    opening(asker, action).ifPresent(objections::add);
                }
            }
        }
        return objections;
    }

    private Optional<Objection> opening(Asker asker, Action action) {
        boolean keptOut = closedToOthers() && !asker.isService();
        boolean denied = statements.stream()
                .filter(Statement::denies)
                .anyMatch(statement -> applies(statement, asker, action) == Truth.ALWAYS);
        return keptOut || denied
                ? Optional.empty()
                : statements.stream()
                        .filter(statement -> !statement.denies() && !granted.contains(statement))
                        .filter(statement -> applies(statement, asker, action) != Truth.NEVER)
                        .findFirst()
                        .map(statement -> new Objection(asker.toString(), action.name(), statement.toString()));
    }

    private Truth applies(Statement statement, Asker asker, Action action) {
        return statement.applies(asker, action, bucket.name(), insiders);
    }

    /**
     * Under RestrictPublicBuckets a public policy lets in only the owner's account and AWS's services. Only a policy that
     * is public beyond doubt is trusted to be seen as such.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Block
     *     Public Access</a>
     */
    private boolean closedToOthers() {
        return bucket.blocked().contains(BucketFacts.RESTRICT_PUBLIC_BUCKETS)
                && statements.stream()
                        .anyMatch(statement -> !statement.denies()
                                && statement.principals().everyone()
                                && statement.conditions().stream().noneMatch(Exposure::mayNarrow));
    }

    private static boolean mayNarrow(Condition condition) {
        return MAY_NARROW.contains(condition.key().toLowerCase(Locale.ROOT));
    }

    private List<Objection> byLists() {
        if (!bucket.aclsCount()) {
            return List.of();
        }
        boolean ignored = bucket.blocked().contains(BucketFacts.IGNORE_PUBLIC_ACLS);
        return bucket.grants().stream()
                .filter(grant -> !grant.grantee().equals(bucket.ownerId()))
                .filter(grant -> !ignored || !PUBLIC_GROUPS.containsKey(grant.grantee()))
                .flatMap(grant -> grantees(grant.grantee()).stream()
                        .map(asker -> new Objection(
                                asker.toString(), grant.permission(), "access control list of " + grant.on())))
                .toList();
    }

    private static List<Asker> grantees(String grantee) {
        return grantee.equals(LOG_DELIVERY)
                ? List.of(Asker.SERVICE_FOR_OTHERS)
                : PUBLIC_GROUPS.getOrDefault(grantee, List.of(Asker.ANOTHER_ACCOUNT));
    }
}
