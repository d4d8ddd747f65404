package io.siteward.contract;

/** Where moto 5.2.5 is known to depart from AWS, so that it says nothing against the in-memory AWS. */
final class MotoGap {
    static final String MODEL = "moto checks no enums";
    static final String DEFAULTS = "moto's buckets begin as AWS's did until April 2023:"
            + " https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html";
    static final String ETAGS = "moto's ETags never change, and stale ones pass";
    static final String IN_USE = "moto deletes what is enabled or in use";
    static final String REFERENCES = "moto looks up nothing that a distribution refers to";
    static final String UNCHECKED = "moto keeps a configuration as it comes";

    private MotoGap() {}
}
