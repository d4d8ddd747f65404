package io.siteward.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** All that a site has in AWS, as things that a person can change. */
final class AwsObjects {
    private final Map<String, Supplier<AwsObject>> byName = new LinkedHashMap<>();

    AwsObjects(SiteWorld world) {
        byName.putAll(new CloudFrontObjects(world).byName());
        byName.putAll(new BucketObjects(world).byName());
    }

    /** All of them, of a site that uses everything. */
    List<AwsObject> all() {
        return byName.values().stream().map(Supplier::get).toList();
    }

    /** The one that has this leaf. */
    AwsObject with(String leaf) {
        return byName.entrySet().stream()
                .filter(object -> leaf.matches(Pattern.quote(object.getKey()) + "([.\\[].*)?"))
                .findFirst()
                .map(object -> object.getValue().get())
                .orElseThrow(() -> new IllegalArgumentException(leaf));
    }
}
