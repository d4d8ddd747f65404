package io.siteward.aws.acm;

/**
 * Why a certificate cannot serve a site.
 *
 * @param reason in CamelCase, for a condition
 * @param message one sentence that names the field and the remedy
 */
public record CertificateProblem(String reason, String message) {}
