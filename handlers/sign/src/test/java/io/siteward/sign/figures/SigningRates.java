package io.siteward.sign.figures;

import io.siteward.sign.Grant;
import io.siteward.sign.HashAlgorithm;
import io.siteward.sign.KeyAlgorithm;
import io.siteward.sign.KeyPairs;
import io.siteward.sign.Policy;
import io.siteward.sign.SigningKey;
import io.siteward.sign.key.Accelerator;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;
import software.amazon.awssdk.services.cloudfront.model.CannedSignerRequest;

/**
 * Prints how many URLs are signed in a second of processor time: a line each of key, signer and number. The sandbox's bench
 * runs it, beside openssl.
 */
public final class SigningRates {
    private static final Duration TO_WARM = Duration.ofSeconds(1);
    private static final Duration TO_MEASURE = Duration.ofSeconds(2);
    private static final String URL = "https://docs.example.com/members/a.pdf";
    private static final Instant EXPIRES = Instant.parse("2030-01-01T00:00:00Z");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SigningRates() {}

    public static void main(String[] arguments) throws Exception {
        Provider accelerator = Accelerator.find().orElse(null);
        for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
            KeyPair keys = KeyPairs.fresh(algorithm);
            print(algorithm, "jca", ours(keys, algorithm, null));
            if (accelerator != null) {
                print(algorithm, "accp", ours(keys, algorithm, accelerator));
            }
            // It signs with SHA-1, and with RSA only.
            if (algorithm == KeyAlgorithm.RSA2048) {
                print(algorithm, "sdk", sdk(keys));
            }
        }
    }

    private static Callable<String> ours(KeyPair keys, KeyAlgorithm algorithm, @Nullable Provider provider)
            throws Exception {
        SigningKey key = SigningKey.of("K1", algorithm, keys.getPrivate().getEncoded(), provider);
        Policy policy = Policy.canned(URL, EXPIRES.getEpochSecond());
        check(keys, algorithm, policy, Grant.sign(policy, key, HashAlgorithm.SHA256));
        return () -> Grant.sign(Policy.canned(URL, EXPIRES.getEpochSecond()), key, HashAlgorithm.SHA256)
                .appendedTo(URL);
    }

    /** Whoever signs: the JDK verifies. A fast signer of something else is none. */
    private static void check(KeyPair keys, KeyAlgorithm algorithm, Policy policy, Grant grant) throws Exception {
        String encoded = Objects.requireNonNull(grant.cookies().get("CloudFront-Signature"));
        Signature judge =
                Signature.getInstance(algorithm == KeyAlgorithm.RSA2048 ? "SHA256withRSA" : "SHA256withECDSA");
        judge.initVerify(keys.getPublic());
        judge.update(policy.json().getBytes(StandardCharsets.UTF_8));
        byte[] signature = Base64.getDecoder()
                .decode(encoded.replace('-', '+').replace('_', '=').replace('~', '/'));
        if (!judge.verify(signature)) {
            throw new IllegalStateException("A signature of " + algorithm + " is wrong.");
        }
    }

    private static Callable<String> sdk(KeyPair keys) {
        CloudFrontUtilities utilities = CloudFrontUtilities.create();
        return () -> utilities
                .getSignedUrlWithCannedPolicy(CannedSignerRequest.builder()
                        .resourceUrl(URL)
                        .privateKey(keys.getPrivate())
                        .keyPairId("K1")
                        .expirationDate(EXPIRES)
                        .build())
                .url();
    }

    private static void print(KeyAlgorithm algorithm, String signer, Callable<String> sign) throws Exception {
        rate(sign, TO_WARM);
        System.out.printf(Locale.ROOT, "%s %s %.1f%n", algorithm, signer, rate(sign, TO_MEASURE));
    }

    private static double rate(Callable<String> sign, Duration time) throws Exception {
        long begin = THREADS.getCurrentThreadCpuTime();
        long now = begin;
        long times = 0;
        long signed = 0;
        for (; now - begin < time.toNanos(); now = THREADS.getCurrentThreadCpuTime()) {
            // Counted, so that nothing can be left out as unused.
            signed += sign.call().length();
            times++;
        }
        if (signed == 0) {
            throw new IllegalStateException("Nothing was signed.");
        }
        return times * 1e9 / (now - begin);
    }
}
