package io.siteward.sandbox.aws.wire;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a signature says about its request before anyone verifies it.
 *
 * @param region where the request is sent; empty where the signature is for several
 * @param service the signing name, for example {@code s3}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">SigV4</a>
 */
record CredentialScope(String accessKeyId, Optional<String> region, String service) {
    /** Key, date, region (which SigV4A leaves out), service. */
    private static final Pattern CREDENTIAL =
            Pattern.compile("(?:^|[ ,])Credential=([^/, ]+)/\\d{8}(?:/([^/, ]+))?/([^/, ]+)/aws4_request");

    /** From the header, or from the query of a presigned request; empty when there is no signature. */
    static Optional<CredentialScope> of(WireRequest request) {
        String signature = request.header("authorization")
                .orElseGet(() -> "Credential="
                        + request.query()
                                .getOrDefault("X-Amz-Credential", List.of(""))
                                .get(0));
        Matcher matcher = CREDENTIAL.matcher(signature);
        return matcher.find()
                ? Optional.of(
                        new CredentialScope(matcher.group(1), Optional.ofNullable(matcher.group(2)), matcher.group(3)))
                : Optional.empty();
    }
}
