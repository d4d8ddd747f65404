package io.siteward.sandbox.aws.ssm;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.kms.InMemoryKms;
import io.siteward.sandbox.aws.kms.KeyUse;
import io.siteward.sandbox.aws.ssm.StoredParameter.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceResponse;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;

/** The operations, for a caller in one region. What is not here is left to the interface, which throws. */
final class SsmCalls implements SsmClient {
    private static final int LARGEST_PAGE = 10;

    private final Caller caller;
    private final String region;
    private final Parameters parameters;
    private final InMemoryKms keys;

    SsmCalls(Caller caller, String region, Parameters parameters, InMemoryKms keys) {
        this.caller = caller;
        this.region = region;
        this.parameters = parameters;
        this.keys = keys;
    }

    @Override
    public PutParameterResponse putParameter(PutParameterRequest request) {
        serve(request.allowedPattern() == null, "AllowedPattern");
        serve(request.policies() == null, "Policies");
        serve(request.dataType() == null || request.dataType().equals("text"), "DataType");
        parameters.check(request);
        parameters.key(request).ifPresent(key -> use(key, "kms:Encrypt"));
        StoredParameter stored = parameters.put(request);
        return PutParameterResponse.builder()
                .version(stored.newest().number())
                .tier(stored.tier())
                .build();
    }

    @Override
    public GetParameterResponse getParameter(GetParameterRequest request) {
        return GetParameterResponse.builder()
                .parameter(read(request.name(), request.withDecryption()))
                .build();
    }

    @Override
    public GetParametersResponse getParameters(GetParametersRequest request) {
        List<Parameter> found = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        for (String name : request.names()) {
            if (parameters.find(withoutVersion(name)).isPresent()) {
                found.add(read(name, request.withDecryption()));
            } else {
                invalid.add(name);
            }
        }
        return GetParametersResponse.builder()
                .parameters(found)
                .invalidParameters(invalid)
                .build();
    }

    @Override
    public GetParametersByPathResponse getParametersByPath(GetParametersByPathRequest request) {
        serve(!request.hasParameterFilters(), "ParameterFilters");
        if (!request.path().startsWith("/")) {
            throw SsmRefusal.VALIDATION.because("The parameter doesn't meet the parameter name requirements. The path"
                    + " must begin with a forward slash.");
        }
        List<StoredParameter> all = parameters.below(request.path(), Boolean.TRUE.equals(request.recursive()));
        int start = start(request, all);
        int end = Math.min(
                all.size(), start + Optional.ofNullable(request.maxResults()).orElse(LARGEST_PAGE));
        return GetParametersByPathResponse.builder()
                .parameters(all.subList(start, end).stream()
                        .map(parameter -> read(parameter.name(), request.withDecryption()))
                        .toList())
                .nextToken(end < all.size() ? all.get(end - 1).name() : null)
                .build();
    }

    /** A token is the last name of the page before. */
    private static int start(GetParametersByPathRequest request, List<StoredParameter> all) {
        if (request.nextToken() == null) {
            return 0;
        }
        return 1
                + IntStream.range(0, all.size())
                        .filter(index -> all.get(index).name().equals(request.nextToken()))
                        .findFirst()
                        .orElseThrow(() -> SsmRefusal.INVALID_NEXT_TOKEN.because("The specified token isn't valid."));
    }

    @Override
    public DeleteParameterResponse deleteParameter(DeleteParameterRequest request) {
        parameters.delete(request.name());
        return DeleteParameterResponse.builder().build();
    }

    @Override
    public AddTagsToResourceResponse addTagsToResource(AddTagsToResourceRequest request) {
        StoredParameter parameter = tagged(request.resourceType(), request.resourceId());
        Map<String, String> tags = new TreeMap<>(parameter.tags());
        request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        ParameterRules.checkTags(request.tags(), tags.size());
        parameters.tag(parameter, tags);
        return AddTagsToResourceResponse.builder().build();
    }

    @Override
    public RemoveTagsFromResourceResponse removeTagsFromResource(RemoveTagsFromResourceRequest request) {
        StoredParameter parameter = tagged(request.resourceType(), request.resourceId());
        Map<String, String> tags = new TreeMap<>(parameter.tags());
        tags.keySet().removeAll(request.tagKeys());
        parameters.tag(parameter, tags);
        return RemoveTagsFromResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        List<Tag> tags = tagged(request.resourceType(), request.resourceId()).tags().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return ListTagsForResourceResponse.builder().tagList(tags).build();
    }

    private StoredParameter tagged(ResourceTypeForTagging type, String name) {
        return parameters
                .find(name)
                .filter(parameter -> type == ResourceTypeForTagging.PARAMETER)
                .orElseThrow(() -> SsmRefusal.INVALID_RESOURCE_ID.because(
                        "The resource ID is not valid. Verify that you entered the correct ID and try again."));
    }

    /** @param name with the number of a version after a colon, or without */
    private Parameter read(String name, Boolean withDecryption) {
        StoredParameter parameter = parameters.get(withoutVersion(name));
        String selector = name.substring(withoutVersion(name).length());
        Version version = selector.isEmpty()
                ? parameter.newest()
                : parameter
                        .version(Long.parseLong(selector.substring(1)))
                        .orElseThrow(() -> SsmRefusal.PARAMETER_VERSION_NOT_FOUND.because(
                                "Systems Manager could not find version " + selector.substring(1) + " of " + name
                                        + ". Verify the version and try again."));
        boolean decrypted = Boolean.TRUE.equals(withDecryption);
        if (decrypted) {
            version.keyId().ifPresent(key -> use(key, "kms:Decrypt"));
        }
        Parameter.Builder shape = parameter.shape(version, decrypted);
        return (selector.isEmpty() ? shape : shape.selector(selector)).build();
    }

    private static String withoutVersion(String name) {
        return name.replaceFirst(":[0-9]{1,9}$", "");
    }

    /**
     * Uses a key on the caller's behalf.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html#parameter-store-cmk-fail">Troubleshooting
     *     KMS key issues in Parameter Store</a>
     */
    private void use(String keyId, String action) {
        KeyUse use = keys.use(caller, region, keyId, action);
        switch (use.outcome()) {
            case DONE -> {}
            case NO_SUCH_KEY, DISABLED -> throw SsmRefusal.INVALID_KEY_ID.because(use.message());
            case FORBIDDEN -> throw SsmRefusal.ACCESS_DENIED.because(use.message());
        }
    }

    private static void serve(boolean isServed, String member) {
        if (!isServed) {
            throw new UnsupportedOperationException("the in-memory Parameter Store does not serve this " + member);
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
