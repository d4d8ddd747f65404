package io.siteward.sandbox.aws.s3;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where the next page of a list goes on, in a form that callers do not read. */
final class ContinuationToken {
    private ContinuationToken() {}

    static String of(String last) {
        return Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    static String read(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw S3Refusal.invalidArgument("The continuation token provided is incorrect");
        }
    }
}
