package io.siteward.aws.cloudfront;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/**
 * A kind whose list carries the contents, so that one reading covers all, and whose objects are changed and deleted under
 * their ETag. Lists carry no ETags, so each of the two reads one first.
 *
 * @param <D> the content of such an object
 */
interface ListedKind<D> extends SharedKind<D> {

    /**
     * A part of the list.
     *
     * @param next where the next part begins; null at the end
     */
    record Page<D>(List<SharedObject<D>> objects, @Nullable String next) {}

    /** The account's own objects from {@code marker} on; from the beginning when that is null. */
    Page<D> list(CloudFrontClient client, @Nullable String marker);

    /** Makes one, and returns its id. */
    String make(CloudFrontClient client, String name, D desired);

    String etag(CloudFrontClient client, String id);

    void put(CloudFrontClient client, String id, String etag, String name, D desired);

    void delete(CloudFrontClient client, String id, String etag);

    @Override
    default String section(String name) {
        return "all";
    }

    @Override
    default Map<String, SharedObject<D>> read(CloudFrontClient client, String name) {
        Map<String, SharedObject<D>> found = new HashMap<>();
        @Nullable String marker = null;
        do {
            Page<D> page = list(client, marker);
            page.objects().forEach(object -> found.put(object.name(), object));
            marker = page.next();
        } while (marker != null);
        return found;
    }

    @Override
    default Set<String> names(CloudFrontClient client) {
        return read(client, "").keySet();
    }

    @Override
    default SharedObject<D> create(CloudFrontClient client, String name, D desired) {
        return new SharedObject<>(name, make(client, name, desired), COMMENT, desired);
    }

    @Override
    default SharedObject<D> update(CloudFrontClient client, SharedObject<D> observed, D desired) {
        put(client, observed.id(), etag(client, observed.id()), observed.name(), desired);
        return new SharedObject<>(observed.name(), observed.id(), COMMENT, desired);
    }

    @Override
    default void delete(CloudFrontClient client, SharedObject<D> observed) {
        delete(client, observed.id(), etag(client, observed.id()));
    }
}
