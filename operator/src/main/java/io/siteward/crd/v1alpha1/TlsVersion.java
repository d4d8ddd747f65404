package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonValue;

/** CloudFront's security policy towards viewers. */
public enum TlsVersion {
    TLS_1_2_2021("TLSv1.2_2021"),
    TLS_1_2_2025("TLSv1.2_2025"),
    TLS_1_3_2025("TLSv1.3_2025");

    private final String awsName;

    TlsVersion(String awsName) {
        this.awsName = awsName;
    }

    /** The value in the manifest and in AWS's API. */
    @JsonValue
    public String awsName() {
        return awsName;
    }
}
