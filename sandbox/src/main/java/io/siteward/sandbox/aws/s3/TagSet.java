package io.siteward.sandbox.aws.s3;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * The tags of a bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html">PutBucketTagging</a>
 */
final class TagSet {
    private static final int MAX_TAGS = 50;
    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");

    private TagSet() {}

    static List<Tag> checked(List<Tag> tags) {
        if (tags.size() > MAX_TAGS) {
            throw S3Refusal.of("BadRequest", "Bucket tag count cannot be greater than " + MAX_TAGS);
        }
        Set<String> keys = new HashSet<>();
        for (Tag tag : tags) {
            check(tag);
            if (!keys.add(tag.key())) {
                throw S3Refusal.of("InvalidTag", "Cannot provide multiple Tags with the same key");
            }
        }
        return List.copyOf(tags);
    }

    private static void check(Tag tag) {
        if (tag.key() == null || tag.value() == null) {
            throw S3Refusal.malformedXml();
        }
        if (tag.key().regionMatches(true, 0, "aws:", 0, "aws:".length())) {
            throw S3Refusal.of("InvalidTag", "System tags cannot be added/updated by requester");
        }
        if (!KEY.matcher(tag.key()).matches()) {
            throw S3Refusal.of("InvalidTag", "The TagKey you have provided is invalid");
        }
        if (!VALUE.matcher(tag.value()).matches()) {
            throw S3Refusal.of("InvalidTag", "The TagValue you have provided is invalid");
        }
    }
}
