package io.siteward.sandbox.bench;

/**
 * How fast somebody signs.
 *
 * @param key {@code RSA2048} or {@code ECDSAP256}
 * @param signer {@code openssl}, {@code accp}, {@code jca} or {@code sdk}
 * @param perSecond of processor time
 */
record SigningRate(String key, String signer, double perSecond) {}
