package io.siteward.sandbox.aws.cloudfront;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyAlreadyExistsException;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyInUseException;
import software.amazon.awssdk.services.cloudfront.model.CannotChangeImmutablePublicKeyFieldsException;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.CnameAlreadyExistsException;
import software.amazon.awssdk.services.cloudfront.model.DistributionAlreadyExistsException;
import software.amazon.awssdk.services.cloudfront.model.DistributionNotDisabledException;
import software.amazon.awssdk.services.cloudfront.model.FunctionAlreadyExistsException;
import software.amazon.awssdk.services.cloudfront.model.FunctionInUseException;
import software.amazon.awssdk.services.cloudfront.model.FunctionSizeLimitExceededException;
import software.amazon.awssdk.services.cloudfront.model.IllegalDeleteException;
import software.amazon.awssdk.services.cloudfront.model.IllegalOriginAccessConfigurationException;
import software.amazon.awssdk.services.cloudfront.model.IllegalUpdateException;
import software.amazon.awssdk.services.cloudfront.model.InconsistentQuantitiesException;
import software.amazon.awssdk.services.cloudfront.model.InvalidArgumentException;
import software.amazon.awssdk.services.cloudfront.model.InvalidDefaultRootObjectException;
import software.amazon.awssdk.services.cloudfront.model.InvalidDomainNameForOriginAccessControlException;
import software.amazon.awssdk.services.cloudfront.model.InvalidErrorCodeException;
import software.amazon.awssdk.services.cloudfront.model.InvalidFunctionAssociationException;
import software.amazon.awssdk.services.cloudfront.model.InvalidGeoRestrictionParameterException;
import software.amazon.awssdk.services.cloudfront.model.InvalidIfMatchVersionException;
import software.amazon.awssdk.services.cloudfront.model.InvalidLambdaFunctionAssociationException;
import software.amazon.awssdk.services.cloudfront.model.InvalidLocationCodeException;
import software.amazon.awssdk.services.cloudfront.model.InvalidMinimumProtocolVersionException;
import software.amazon.awssdk.services.cloudfront.model.InvalidOriginAccessControlException;
import software.amazon.awssdk.services.cloudfront.model.InvalidOriginAccessIdentityException;
import software.amazon.awssdk.services.cloudfront.model.InvalidOriginException;
import software.amazon.awssdk.services.cloudfront.model.InvalidProtocolSettingsException;
import software.amazon.awssdk.services.cloudfront.model.InvalidRelativePathException;
import software.amazon.awssdk.services.cloudfront.model.InvalidResponseCodeException;
import software.amazon.awssdk.services.cloudfront.model.InvalidTaggingException;
import software.amazon.awssdk.services.cloudfront.model.InvalidTtlOrderException;
import software.amazon.awssdk.services.cloudfront.model.InvalidViewerCertificateException;
import software.amazon.awssdk.services.cloudfront.model.InvalidWebAclIdException;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupAlreadyExistsException;
import software.amazon.awssdk.services.cloudfront.model.NoSuchCachePolicyException;
import software.amazon.awssdk.services.cloudfront.model.NoSuchDistributionException;
import software.amazon.awssdk.services.cloudfront.model.NoSuchFunctionExistsException;
import software.amazon.awssdk.services.cloudfront.model.NoSuchOriginAccessControlException;
import software.amazon.awssdk.services.cloudfront.model.NoSuchOriginException;
import software.amazon.awssdk.services.cloudfront.model.NoSuchOriginRequestPolicyException;
import software.amazon.awssdk.services.cloudfront.model.NoSuchPublicKeyException;
import software.amazon.awssdk.services.cloudfront.model.NoSuchResourceException;
import software.amazon.awssdk.services.cloudfront.model.NoSuchResponseHeadersPolicyException;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlAlreadyExistsException;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlInUseException;
import software.amazon.awssdk.services.cloudfront.model.PreconditionFailedException;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyAlreadyExistsException;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyInUseException;
import software.amazon.awssdk.services.cloudfront.model.ResourceInUseException;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyAlreadyExistsException;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyInUseException;
import software.amazon.awssdk.services.cloudfront.model.TooLongCspInResponseHeadersPolicyException;
import software.amazon.awssdk.services.cloudfront.model.TooManyCacheBehaviorsException;
import software.amazon.awssdk.services.cloudfront.model.TooManyCachePoliciesException;
import software.amazon.awssdk.services.cloudfront.model.TooManyCookiesInCachePolicyException;
import software.amazon.awssdk.services.cloudfront.model.TooManyCustomHeadersInResponseHeadersPolicyException;
import software.amazon.awssdk.services.cloudfront.model.TooManyDistributionCnamEsException;
import software.amazon.awssdk.services.cloudfront.model.TooManyDistributionsAssociatedToCachePolicyException;
import software.amazon.awssdk.services.cloudfront.model.TooManyDistributionsAssociatedToKeyGroupException;
import software.amazon.awssdk.services.cloudfront.model.TooManyDistributionsAssociatedToOriginAccessControlException;
import software.amazon.awssdk.services.cloudfront.model.TooManyDistributionsAssociatedToOriginRequestPolicyException;
import software.amazon.awssdk.services.cloudfront.model.TooManyDistributionsAssociatedToResponseHeadersPolicyException;
import software.amazon.awssdk.services.cloudfront.model.TooManyDistributionsException;
import software.amazon.awssdk.services.cloudfront.model.TooManyDistributionsWithFunctionAssociationsException;
import software.amazon.awssdk.services.cloudfront.model.TooManyFunctionsException;
import software.amazon.awssdk.services.cloudfront.model.TooManyHeadersInCachePolicyException;
import software.amazon.awssdk.services.cloudfront.model.TooManyKeyGroupsAssociatedToDistributionException;
import software.amazon.awssdk.services.cloudfront.model.TooManyKeyGroupsException;
import software.amazon.awssdk.services.cloudfront.model.TooManyOriginAccessControlsException;
import software.amazon.awssdk.services.cloudfront.model.TooManyOriginsException;
import software.amazon.awssdk.services.cloudfront.model.TooManyPublicKeysException;
import software.amazon.awssdk.services.cloudfront.model.TooManyPublicKeysInKeyGroupException;
import software.amazon.awssdk.services.cloudfront.model.TooManyQueryStringsInCachePolicyException;
import software.amazon.awssdk.services.cloudfront.model.TooManyRemoveHeadersInResponseHeadersPolicyException;
import software.amazon.awssdk.services.cloudfront.model.TooManyResponseHeadersPoliciesException;
import software.amazon.awssdk.services.cloudfront.model.TrustedKeyGroupDoesNotExistException;

/**
 * What CloudFront refuses: code and status as its API model lists them.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Operations.html">errors by action</a>
 */
enum Refusal {
    INVALID_ARGUMENT(400, "InvalidArgument", InvalidArgumentException::builder),
    INVALID_IF_MATCH_VERSION(400, "InvalidIfMatchVersion", InvalidIfMatchVersionException::builder),
    PRECONDITION_FAILED(412, "PreconditionFailed", PreconditionFailedException::builder),
    ILLEGAL_UPDATE(400, "IllegalUpdate", IllegalUpdateException::builder),
    ILLEGAL_DELETE(400, "IllegalDelete", IllegalDeleteException::builder),
    INCONSISTENT_QUANTITIES(400, "InconsistentQuantities", InconsistentQuantitiesException::builder),
    NO_SUCH_DISTRIBUTION(404, "NoSuchDistribution", NoSuchDistributionException::builder),
    DISTRIBUTION_ALREADY_EXISTS(409, "DistributionAlreadyExists", DistributionAlreadyExistsException::builder),
    DISTRIBUTION_NOT_DISABLED(409, "DistributionNotDisabled", DistributionNotDisabledException::builder),
    TOO_MANY_DISTRIBUTIONS(400, "TooManyDistributions", TooManyDistributionsException::builder),
    CNAME_ALREADY_EXISTS(409, "CNAMEAlreadyExists", CnameAlreadyExistsException::builder),
    NO_SUCH_ORIGIN(404, "NoSuchOrigin", NoSuchOriginException::builder),
    INVALID_ORIGIN(400, "InvalidOrigin", InvalidOriginException::builder),
    INVALID_RELATIVE_PATH(400, "InvalidRelativePath", InvalidRelativePathException::builder),
    INVALID_ORIGIN_ACCESS_IDENTITY(400, "InvalidOriginAccessIdentity", InvalidOriginAccessIdentityException::builder),
    INVALID_ORIGIN_ACCESS_CONTROL(400, "InvalidOriginAccessControl", InvalidOriginAccessControlException::builder),
    ILLEGAL_ORIGIN_ACCESS_CONFIGURATION(
            400, "IllegalOriginAccessConfiguration", IllegalOriginAccessConfigurationException::builder),
    INVALID_DOMAIN_NAME_FOR_ORIGIN_ACCESS_CONTROL(
            400, "InvalidDomainNameForOriginAccessControl", InvalidDomainNameForOriginAccessControlException::builder),
    TOO_MANY_ORIGINS(400, "TooManyOrigins", TooManyOriginsException::builder),
    TOO_MANY_CACHE_BEHAVIORS(400, "TooManyCacheBehaviors", TooManyCacheBehaviorsException::builder),
    TOO_MANY_DISTRIBUTION_CNAMES(400, "TooManyDistributionCNAMEs", TooManyDistributionCnamEsException::builder),
    INVALID_DEFAULT_ROOT_OBJECT(400, "InvalidDefaultRootObject", InvalidDefaultRootObjectException::builder),
    INVALID_ERROR_CODE(400, "InvalidErrorCode", InvalidErrorCodeException::builder),
    INVALID_RESPONSE_CODE(400, "InvalidResponseCode", InvalidResponseCodeException::builder),
    INVALID_GEO_RESTRICTION_PARAMETER(
            400, "InvalidGeoRestrictionParameter", InvalidGeoRestrictionParameterException::builder),
    INVALID_LOCATION_CODE(400, "InvalidLocationCode", InvalidLocationCodeException::builder),
    INVALID_VIEWER_CERTIFICATE(400, "InvalidViewerCertificate", InvalidViewerCertificateException::builder),
    INVALID_MINIMUM_PROTOCOL_VERSION(
            400, "InvalidMinimumProtocolVersion", InvalidMinimumProtocolVersionException::builder),
    INVALID_PROTOCOL_SETTINGS(400, "InvalidProtocolSettings", InvalidProtocolSettingsException::builder),
    INVALID_WEB_ACL_ID(400, "InvalidWebACLId", InvalidWebAclIdException::builder),
    INVALID_FUNCTION_ASSOCIATION(400, "InvalidFunctionAssociation", InvalidFunctionAssociationException::builder),
    INVALID_LAMBDA_FUNCTION_ASSOCIATION(
            400, "InvalidLambdaFunctionAssociation", InvalidLambdaFunctionAssociationException::builder),
    INVALID_TTL_ORDER(400, "InvalidTTLOrder", InvalidTtlOrderException::builder),
    TRUSTED_KEY_GROUP_DOES_NOT_EXIST(400, "TrustedKeyGroupDoesNotExist", TrustedKeyGroupDoesNotExistException::builder),
    TOO_MANY_DISTRIBUTIONS_ASSOCIATED_TO_ORIGIN_ACCESS_CONTROL(
            400,
            "TooManyDistributionsAssociatedToOriginAccessControl",
            TooManyDistributionsAssociatedToOriginAccessControlException::builder),
    TOO_MANY_DISTRIBUTIONS_ASSOCIATED_TO_RESPONSE_HEADERS_POLICY(
            400,
            "TooManyDistributionsAssociatedToResponseHeadersPolicy",
            TooManyDistributionsAssociatedToResponseHeadersPolicyException::builder),
    TOO_MANY_DISTRIBUTIONS_ASSOCIATED_TO_CACHE_POLICY(
            400,
            "TooManyDistributionsAssociatedToCachePolicy",
            TooManyDistributionsAssociatedToCachePolicyException::builder),
    TOO_MANY_DISTRIBUTIONS_ASSOCIATED_TO_ORIGIN_REQUEST_POLICY(
            400,
            "TooManyDistributionsAssociatedToOriginRequestPolicy",
            TooManyDistributionsAssociatedToOriginRequestPolicyException::builder),
    TOO_MANY_KEY_GROUPS_ASSOCIATED_TO_DISTRIBUTION(
            400,
            "TooManyKeyGroupsAssociatedToDistribution",
            TooManyKeyGroupsAssociatedToDistributionException::builder),
    TOO_MANY_DISTRIBUTIONS_ASSOCIATED_TO_KEY_GROUP(
            400,
            "TooManyDistributionsAssociatedToKeyGroup",
            TooManyDistributionsAssociatedToKeyGroupException::builder),
    TOO_MANY_DISTRIBUTIONS_WITH_FUNCTION_ASSOCIATIONS(
            400,
            "TooManyDistributionsWithFunctionAssociations",
            TooManyDistributionsWithFunctionAssociationsException::builder),
    NO_SUCH_RESOURCE(404, "NoSuchResource", NoSuchResourceException::builder),
    INVALID_TAGGING(400, "InvalidTagging", InvalidTaggingException::builder),
    NO_SUCH_ORIGIN_ACCESS_CONTROL(404, "NoSuchOriginAccessControl", NoSuchOriginAccessControlException::builder),
    ORIGIN_ACCESS_CONTROL_ALREADY_EXISTS(
            409, "OriginAccessControlAlreadyExists", OriginAccessControlAlreadyExistsException::builder),
    ORIGIN_ACCESS_CONTROL_IN_USE(409, "OriginAccessControlInUse", OriginAccessControlInUseException::builder),
    TOO_MANY_ORIGIN_ACCESS_CONTROLS(400, "TooManyOriginAccessControls", TooManyOriginAccessControlsException::builder),
    NO_SUCH_RESPONSE_HEADERS_POLICY(404, "NoSuchResponseHeadersPolicy", NoSuchResponseHeadersPolicyException::builder),
    RESPONSE_HEADERS_POLICY_ALREADY_EXISTS(
            409, "ResponseHeadersPolicyAlreadyExists", ResponseHeadersPolicyAlreadyExistsException::builder),
    RESPONSE_HEADERS_POLICY_IN_USE(409, "ResponseHeadersPolicyInUse", ResponseHeadersPolicyInUseException::builder),
    TOO_MANY_RESPONSE_HEADERS_POLICIES(
            400, "TooManyResponseHeadersPolicies", TooManyResponseHeadersPoliciesException::builder),
    TOO_LONG_CSP_IN_RESPONSE_HEADERS_POLICY(
            400, "TooLongCSPInResponseHeadersPolicy", TooLongCspInResponseHeadersPolicyException::builder),
    TOO_MANY_CUSTOM_HEADERS_IN_RESPONSE_HEADERS_POLICY(
            400,
            "TooManyCustomHeadersInResponseHeadersPolicy",
            TooManyCustomHeadersInResponseHeadersPolicyException::builder),
    TOO_MANY_REMOVE_HEADERS_IN_RESPONSE_HEADERS_POLICY(
            400,
            "TooManyRemoveHeadersInResponseHeadersPolicy",
            TooManyRemoveHeadersInResponseHeadersPolicyException::builder),
    NO_SUCH_CACHE_POLICY(404, "NoSuchCachePolicy", NoSuchCachePolicyException::builder),
    CACHE_POLICY_ALREADY_EXISTS(409, "CachePolicyAlreadyExists", CachePolicyAlreadyExistsException::builder),
    CACHE_POLICY_IN_USE(409, "CachePolicyInUse", CachePolicyInUseException::builder),
    TOO_MANY_CACHE_POLICIES(400, "TooManyCachePolicies", TooManyCachePoliciesException::builder),
    TOO_MANY_HEADERS_IN_CACHE_POLICY(400, "TooManyHeadersInCachePolicy", TooManyHeadersInCachePolicyException::builder),
    TOO_MANY_COOKIES_IN_CACHE_POLICY(400, "TooManyCookiesInCachePolicy", TooManyCookiesInCachePolicyException::builder),
    TOO_MANY_QUERY_STRINGS_IN_CACHE_POLICY(
            400, "TooManyQueryStringsInCachePolicy", TooManyQueryStringsInCachePolicyException::builder),
    NO_SUCH_ORIGIN_REQUEST_POLICY(404, "NoSuchOriginRequestPolicy", NoSuchOriginRequestPolicyException::builder),
    NO_SUCH_PUBLIC_KEY(404, "NoSuchPublicKey", NoSuchPublicKeyException::builder),
    PUBLIC_KEY_ALREADY_EXISTS(409, "PublicKeyAlreadyExists", PublicKeyAlreadyExistsException::builder),
    PUBLIC_KEY_IN_USE(409, "PublicKeyInUse", PublicKeyInUseException::builder),
    TOO_MANY_PUBLIC_KEYS(400, "TooManyPublicKeys", TooManyPublicKeysException::builder),
    CANNOT_CHANGE_IMMUTABLE_PUBLIC_KEY_FIELDS(
            400, "CannotChangeImmutablePublicKeyFields", CannotChangeImmutablePublicKeyFieldsException::builder),
    KEY_GROUP_ALREADY_EXISTS(409, "KeyGroupAlreadyExists", KeyGroupAlreadyExistsException::builder),
    RESOURCE_IN_USE(409, "ResourceInUse", ResourceInUseException::builder),
    TOO_MANY_KEY_GROUPS(400, "TooManyKeyGroups", TooManyKeyGroupsException::builder),
    TOO_MANY_PUBLIC_KEYS_IN_KEY_GROUP(
            400, "TooManyPublicKeysInKeyGroup", TooManyPublicKeysInKeyGroupException::builder),
    NO_SUCH_FUNCTION_EXISTS(404, "NoSuchFunctionExists", NoSuchFunctionExistsException::builder),
    FUNCTION_ALREADY_EXISTS(409, "FunctionAlreadyExists", FunctionAlreadyExistsException::builder),
    FUNCTION_IN_USE(409, "FunctionInUse", FunctionInUseException::builder),
    FUNCTION_SIZE_LIMIT_EXCEEDED(413, "FunctionSizeLimitExceeded", FunctionSizeLimitExceededException::builder),
    TOO_MANY_FUNCTIONS(400, "TooManyFunctions", TooManyFunctionsException::builder);

    private final int status;
    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // A reference to a static method: it has no state.
    private final Supplier<? extends CloudFrontException.Builder> builder;

    Refusal(int status, String code, Supplier<? extends CloudFrontException.Builder> builder) {
        this.status = status;
        this.code = code;
        this.builder = builder;
    }

    CloudFrontException because(String message) {
        return (CloudFrontException) builder.get()
                .statusCode(status)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("CloudFront")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
