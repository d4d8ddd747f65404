package io.siteward.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CachePolicySummary;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyType;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.FunctionStage;
import software.amazon.awssdk.services.cloudfront.model.FunctionSummary;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupSummary;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicySummary;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyType;
import software.amazon.awssdk.services.cloudfront.model.Tag;

/**
 * All that CloudFront has of an account, as the SDK reads it. An id that AWS made up is shown as what it stands for, so
 * that it does not change with the number of ids made before it.
 */
public final class CloudFrontState {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> meanings = new TreeMap<>();
    private final CloudFrontClient cloudFront;

    public CloudFrontState(CloudFrontClient cloudFront) {
        this.cloudFront = cloudFront;
    }

    /** The same tree, with every id that was seen replaced by what it stands for. */
    public JsonNode withMeanings(JsonNode state) {
        String text = state.toString();
        for (Map.Entry<String, String> meaning : meanings.entrySet()) {
            text = text.replace(meaning.getKey(), meaning.getValue());
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * One distribution with its tags.
     *
     * @param meaning what its id and its domain name stand for
     */
    public ObjectNode distribution(String id, String meaning) {
        Distribution found =
                cloudFront.getDistribution(request -> request.id(id)).distribution();
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        meanings.put(found.id(), meaning);
        meanings.put(found.domainName(), meaning);
        state.put("status", found.status());
        state.set(
                "tags",
                Tags.sorted(
                        cloudFront
                                .listTagsForResource(request -> request.resource(found.arn()))
                                .tags()
                                .items(),
                        Tag::key,
                        Tag::value));
        state.set("config", SdkTree.of(found.distributionConfig()));
        return state;
    }

    /** Everything that distributions share, by kind and name. */
    public ObjectNode sharedObjects() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        keyGroups();
        state.set("originAccessControls", originAccessControls());
        state.set("cachePolicies", cachePolicies());
        state.set("responseHeadersPolicies", responseHeadersPolicies());
        state.set("functions", functions(FunctionStage.LIVE));
        return state;
    }

    /** They are no site's: only their ids are seen. */
    private void keyGroups() {
        cloudFront.listKeyGroups(request -> {}).keyGroupList().items().stream()
                .map(KeyGroupSummary::keyGroup)
                .forEach(group -> meanings.put(
                        group.id(),
                        "(the key group of " + group.keyGroupConfig().name() + ")"));
    }

    private ObjectNode originAccessControls() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        cloudFront
                .listOriginAccessControls(request -> {})
                .originAccessControlList()
                .items()
                .forEach(item -> shared(state, item.id(), item.name(), item));
        return state;
    }

    private ObjectNode cachePolicies() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        cloudFront.listCachePolicies(request -> request.type(CachePolicyType.CUSTOM)).cachePolicyList().items().stream()
                .map(CachePolicySummary::cachePolicy)
                .forEach(item ->
                        shared(state, item.id(), item.cachePolicyConfig().name(), item.cachePolicyConfig()));
        return state;
    }

    private ObjectNode responseHeadersPolicies() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        cloudFront
                .listResponseHeadersPolicies(request -> request.type(ResponseHeadersPolicyType.CUSTOM))
                .responseHeadersPolicyList()
                .items()
                .stream()
                .map(ResponseHeadersPolicySummary::responseHeadersPolicy)
                .forEach(item -> shared(
                        state,
                        item.id(),
                        item.responseHeadersPolicyConfig().name(),
                        item.responseHeadersPolicyConfig()));
        return state;
    }

    private void shared(ObjectNode state, String id, String name, SdkPojo content) {
        meanings.put(id, name);
        state.set(name, SdkTree.of(content));
    }

    /** The functions in one of the two stages that each may have. */
    public ObjectNode functions(FunctionStage stage) {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        cloudFront
                .listFunctions(request -> request.stage(stage))
                .functionList()
                .items()
                .forEach(function -> state.set(function.name(), function(function, stage)));
        return state;
    }

    private ObjectNode function(FunctionSummary function, FunctionStage stage) {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.set("config", SdkTree.of(function.functionConfig()));
        state.put(
                "code",
                cloudFront
                        .getFunction(request -> request.name(function.name()).stage(stage))
                        .functionCode()
                        .asUtf8String());
        return state;
    }
}
