package io.siteward.sandbox.run;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyType;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Everything in the account that sites and their keys are made of, shared objects included. */
final class AccountContents {
    private final S3Client s3;
    private final CloudFrontClient cloudFront;
    private final SsmClient ssm;

    AccountContents(SandboxAws aws, String region) {
        this.s3 = aws.s3(region);
        this.cloudFront = aws.cloudFront();
        this.ssm = aws.ssm(region);
    }

    /** Each thing as its kind and name; what AWS itself manages is not among them. */
    List<String> all() {
        List<String> all = new ArrayList<>();
        s3.listBuckets().buckets().forEach(bucket -> all.add("bucket " + bucket.name()));
        cloudFront
                .listDistributions(request -> {})
                .distributionList()
                .items()
                .forEach(distribution -> all.add("distribution " + distribution.id()));
        cloudFront
                .listOriginAccessControls(request -> {})
                .originAccessControlList()
                .items()
                .forEach(control -> all.add("origin access control " + control.name()));
        cloudFront
                .listResponseHeadersPolicies(request -> request.type(ResponseHeadersPolicyType.CUSTOM))
                .responseHeadersPolicyList()
                .items()
                .forEach(policy -> all.add("response headers policy "
                        + policy.responseHeadersPolicy()
                                .responseHeadersPolicyConfig()
                                .name()));
        cloudFront
                .listCachePolicies(request -> request.type(CachePolicyType.CUSTOM))
                .cachePolicyList()
                .items()
                .forEach(policy -> all.add("cache policy "
                        + policy.cachePolicy().cachePolicyConfig().name()));
        cloudFront
                .listFunctions(request -> {})
                .functionList()
                .items()
                .forEach(function -> all.add("function " + function.name()));
        cloudFront
                .listKeyGroups(request -> {})
                .keyGroupList()
                .items()
                .forEach(group ->
                        all.add("key group " + group.keyGroup().keyGroupConfig().name()));
        cloudFront
                .listPublicKeys(request -> {})
                .publicKeyList()
                .items()
                .forEach(key -> all.add("public key " + key.name()));
        ssm.getParametersByPath(request -> request.path("/").recursive(true))
                .parameters()
                .forEach(parameter -> all.add("parameter " + parameter.name()));
        return List.copyOf(all);
    }
}
