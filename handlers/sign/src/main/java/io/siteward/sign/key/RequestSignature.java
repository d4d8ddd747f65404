package io.siteward.sign.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a POST to {@code /} with AWS's Signature Version 4.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">the steps</a>
 * @param service by the name under which it is signed
 */
record RequestSignature(Credentials credentials, String region, String service) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /**
     * The headers of a request, with those that sign it.
     *
     * @param host with its port, unless it is the scheme's own
     * @param headers that are signed too
     */
    Map<String, String> sign(String host, Map<String, String> headers, byte[] body, Instant now)
            throws GeneralSecurityException {
        // Not by a formatter: it would load the world's calendars at a cold start.
        String time =
                now.truncatedTo(ChronoUnit.SECONDS).toString().replace("-", "").replace(":", "");
        String day = time.substring(0, time.indexOf('T'));
        String scope = String.join("/", day, region, service, "aws4_request");
        Map<String, String> sent = new TreeMap<>(headers);
        sent.put("X-Amz-Date", time);
        sent.put("X-Amz-Content-Sha256", hash(body));
        credentials.sessionToken().ifPresent(token -> sent.put("X-Amz-Security-Token", token));

        SortedMap<String, String> signed = new TreeMap<>();
        sent.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip()));
        signed.put("host", host);
        String names = String.join(";", signed.keySet());
        String request = String.join("\n", "POST", "/", "", lines(signed), names, hash(body));
        String text = String.join("\n", ALGORITHM, time, scope, hash(request.getBytes(StandardCharsets.UTF_8)));
        sent.put(
                "Authorization",
                ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + HexFormat.of().formatHex(hmac(key(day), text)));
        return sent;
    }

    private static String lines(SortedMap<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private byte[] key(String day) throws GeneralSecurityException {
        byte[] key = ("AWS4" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {day, region, service, "aws4_request"}) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
