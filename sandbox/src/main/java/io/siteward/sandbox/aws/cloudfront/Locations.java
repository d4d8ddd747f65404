package io.siteward.sandbox.aws.cloudfront;

/** The {@code Location} header of an answer to a create call. */
final class Locations {
    private Locations() {}

    static String of(String resource, String id) {
        return "https://cloudfront.amazonaws.com/2020-05-31/" + resource + "/" + id;
    }
}
