package io.siteward.sandbox.run;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** A small site to look at. Without style or script: the strict preset lets a page load nothing inline. */
final class SamplePage {
    static final String GREETING = "Hello from a private bucket";
    static final String GUIDE = "The guide";
    static final String MEMBERS = "For members";
    static final String MISSING = "There is no such page";

    private SamplePage() {}

    /** Puts the pages into the bucket, as the owner of the site would. */
    static void upload(S3Client s3, String bucketName) {
        pages(bucketName)
                .forEach((key, html) -> s3.putObject(
                        PutObjectRequest.builder()
                                .bucket(bucketName)
                                .key(key)
                                .contentType("text/html; charset=utf-8")
                                .build(),
                        RequestBody.fromString(html)));
    }

    private static Map<String, String> pages(String bucketName) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put(
                "index.html",
                page(
                        GREETING,
                        "This page lies in the S3 bucket <code>" + bucketName
                                + "</code>, which answers nobody but its CloudFront distribution. There is a page at"
                                + " <code>/guide/</code> too."));
        pages.put(
                "guide/index.html",
                page(GUIDE, "Asked for <code>/guide/</code>, found" + " <code>guide/index.html</code>."));
        pages.put("members/index.html", page(MEMBERS, "This page opens with a signed URL, where the site says so."));
        pages.put("404.html", page(MISSING, "This is the site's own page for that."));
        return pages;
    }

    private static String page(String title, String text) {
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>%s</title>
                <h1>%s</h1>
                <p>%s</p>
                </html>
                """.formatted(title, title, text);
    }
}
