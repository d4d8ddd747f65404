package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonValue;

/** The CloudFront edge locations that serve the site. */
public enum PriceClass {
    ALL("PriceClass_All"),
    CLASS_200("PriceClass_200"),
    CLASS_100("PriceClass_100");

    private final String awsName;

    PriceClass(String awsName) {
        this.awsName = awsName;
    }

    /** The value in the manifest and in AWS's API. */
    @JsonValue
    public String awsName() {
        return awsName;
    }
}
