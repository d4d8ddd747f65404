package io.siteward.aws.cloudfront;

import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.identity.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.DistributionIdList;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.KeyGroup;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupConfig;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupList;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupSummary;

/**
 * The key group of one signing key: whom its sites trust. It cannot be tagged, so it is owned by its name: {@code
 * siteward-key-<hash of the identity>}.
 */
public final class KeyGroups {
    private static final int LONGEST_COMMENT = 128;
    private static final String DEPLOYED = "Deployed";

    private final CloudFrontClient client;
    private final Identity owner;

    public KeyGroups(CloudFrontClient client, Identity owner) {
        this.client = client;
        this.owner = owner;
    }

    /**
     * A group as it was read.
     *
     * @param members ids of public keys
     * @param changed when it was last changed, by AWS's clock
     */
    public record Found(String id, Set<String> members, Instant changed) {
        public Found {
            members = Set.copyOf(members);
        }
    }

    /**
     * What the account has.
     *
     * @param own the owner's group
     * @param inAccount how many groups there are in all
     */
    public record Listing(Optional<Found> own, int inAccount) {}

    static String name(Identity owner) {
        return "siteward-key-" + owner.hash();
    }

    static String comment(Identity owner) {
        String whose = "Siteward: " + owner;
        return whose.length() <= LONGEST_COMMENT ? whose : whose.substring(0, LONGEST_COMMENT);
    }

    public Listing list() {
        Optional<Found> own = Optional.empty();
        int inAccount = 0;
        @Nullable String marker = null;
        do {
            @Nullable String from = marker;
            KeyGroupList page = client.listKeyGroups(list -> list.marker(from)).keyGroupList();
            inAccount += page.items().size();
            own = own.or(() -> page.items().stream()
                    .map(KeyGroupSummary::keyGroup)
                    .filter(group -> group.keyGroupConfig().name().equals(name(owner)))
                    .map(KeyGroups::found)
                    .findFirst());
            marker = page.nextMarker();
        } while (marker != null && !marker.isEmpty());
        return new Listing(own, inAccount);
    }

    /**
     * Has it trust exactly these.
     *
     * @param seen the group on which that was decided; empty when there was none
     * @throws FailedCall when somebody has changed it since
     */
    public void put(Optional<Found> seen, Set<String> members) {
        if (seen.isPresent()) {
            update(seen.get(), members);
        } else {
            client.createKeyGroup(create -> create.keyGroupConfig(config(members)));
        }
    }

    private void update(Found seen, Set<String> members) {
        GetKeyGroupResponse now = client.getKeyGroup(get -> get.id(seen.id()));
        if (!found(now.keyGroup()).equals(seen)) {
            throw new FailedCall(new Failure(
                    Failure.Kind.RETRIABLE,
                    "KeyGroupChanged",
                    "The key group " + seen.id() + " was changed by someone else meanwhile; it is read again.",
                    Duration.ofSeconds(2),
                    null));
        }
        client.updateKeyGroup(update -> update.id(seen.id()).ifMatch(now.eTag()).keyGroupConfig(config(members)));
    }

    /** Removes it; nothing if it is gone. CloudFront refuses as long as a distribution trusts it. */
    public void delete(Found seen) {
        try {
            String etag = client.getKeyGroup(get -> get.id(seen.id())).eTag();
            client.deleteKeyGroup(delete -> delete.id(seen.id()).ifMatch(etag));
        } catch (FailedCall e) {
            if (!e.is("NoSuchResource")) {
                throw e;
            }
        }
    }

    /** The distributions that trust it, by their ids. */
    public List<String> users(Found group) {
        List<String> ids = new ArrayList<>();
        @Nullable String marker = null;
        do {
            @Nullable String from = marker;
            DistributionIdList page = client.listDistributionsByKeyGroup(
                            list -> list.keyGroupId(group.id()).marker(from))
                    .distributionIdList();
            ids.addAll(page.items());
            marker = page.nextMarker();
        } while (marker != null && !marker.isEmpty());
        return ids;
    }

    /** Whether CloudFront says that these have carried out what they were last told. Right after a change it may err. */
    public boolean areDeployed(List<String> distributions) {
        return distributions.stream()
                .allMatch(id -> client.getDistribution(get -> get.id(id))
                        .distribution()
                        .status()
                        .equals(DEPLOYED));
    }

    private KeyGroupConfig config(Set<String> members) {
        return KeyGroupConfig.builder()
                .name(name(owner))
                .comment(comment(owner))
                .items(new TreeSet<>(members))
                .build();
    }

    private static Found found(KeyGroup group) {
        return new Found(group.id(), Set.copyOf(group.keyGroupConfig().items()), group.lastModifiedTime());
    }
}
