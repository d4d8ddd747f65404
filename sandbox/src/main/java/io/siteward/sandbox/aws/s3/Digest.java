package io.siteward.sandbox.aws.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes, in hexadecimal. */
final class Digest {
    private Digest() {}

    /** What S3 uses as ETag of an object that was uploaded in one piece; no secret depends on it. */
    static String md5(byte[] content) {
        return hash("MD5", content);
    }

    static String sha256(byte[] content) {
        return hash("SHA-256", content);
    }

    private static String hash(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
