package io.siteward.crd.v1alpha1;

/** The algorithms of signing keys that CloudFront verifies. */
public enum KeyAlgorithm {
    /** RSA with 2048 bits: the fastest to verify, the slowest to sign; all that signers did until 2025. */
    RSA2048,
    /** ECDSA on P-256: signs some thirty times as fast, with shorter URLs. */
    ECDSAP256
}
