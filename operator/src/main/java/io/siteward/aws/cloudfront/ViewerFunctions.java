package io.siteward.aws.cloudfront;

import io.siteward.graph.Diff;
import io.siteward.graph.FailedCall;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CreateFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.DescribeFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.FunctionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionList;
import software.amazon.awssdk.services.cloudfront.model.FunctionStage;
import software.amazon.awssdk.services.cloudfront.model.FunctionSummary;
import software.amazon.awssdk.services.cloudfront.model.GetFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.ListFunctionsRequest;
import software.amazon.awssdk.services.cloudfront.model.PublishFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateFunctionRequest;

/**
 * CloudFront functions of the account.
 *
 * <p>A function has two stages. What is made or changed is in DEVELOPMENT; publishing copies it to LIVE, and only a
 * published function can be associated with a distribution. ETags for changes are those of DEVELOPMENT. {@code
 * ListFunctions} carries neither code nor ETag, so functions are read one by one.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/publish-function.html">Publish
 *     functions</a>
 */
public final class ViewerFunctions implements SharedKind<ViewerFunction> {
    private static final Codes CODES = new Codes(
            "FunctionAlreadyExists",
            "NoSuchFunctionExists",
            "FunctionInUse",
            "TooManyFunctions",
            "TooManyDistributionsWithFunctionAssociations",
            Set.of("InvalidFunctionAssociation", "NoSuchFunctionExists"));

    @Override
    public String title() {
        return "CloudFront function";
    }

    @Override
    public String shortName() {
        return "function";
    }

    @Override
    public Codes codes() {
        return CODES;
    }

    @Override
    public String section(String name) {
        return name;
    }

    @Override
    public Map<String, SharedObject<ViewerFunction>> read(CloudFrontClient client, String name) {
        return read(client, name, FunctionStage.LIVE)
                .or(() -> read(client, name, FunctionStage.DEVELOPMENT))
                .map(found -> Map.of(name, found))
                .orElse(Map.of());
    }

    private static Optional<SharedObject<ViewerFunction>> read(
            CloudFrontClient client, String name, FunctionStage stage) {
        try {
            FunctionSummary summary = client.describeFunction(DescribeFunctionRequest.builder()
                            .name(name)
                            .stage(stage)
                            .build())
                    .functionSummary();
            SdkBytes code = client.getFunction(
                            GetFunctionRequest.builder().name(name).stage(stage).build())
                    .functionCode();
            FunctionConfig config = summary.functionConfig();
            ViewerFunction content =
                    new ViewerFunction(config.runtimeAsString(), code.asUtf8String(), stage == FunctionStage.LIVE);
            return Optional.of(new SharedObject<>(
                    name, summary.functionMetadata().functionARN(), Text.orEmpty(config.comment()), content));
        } catch (FailedCall e) {
            if (e.is(CODES.absent())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Set<String> names(CloudFrontClient client) {
        Set<String> names = new TreeSet<>();
        @Nullable String marker = null;
        do {
            FunctionList page = client.listFunctions(
                            ListFunctionsRequest.builder().marker(marker).build())
                    .functionList();
            page.items().forEach(item -> names.add(item.name()));
            marker = Text.orNull(page.nextMarker());
        } while (marker != null);
        return names;
    }

    @Override
    public Diff diff(ViewerFunction desired, ViewerFunction observed) {
        return Diff.builder()
                .compare("function.runtime", desired.runtime(), observed.runtime())
                .compare("function.code", desired.code(), observed.code())
                .compare("function.live", desired.live(), observed.live())
                .build();
    }

    @Override
    public SharedObject<ViewerFunction> create(CloudFrontClient client, String name, ViewerFunction desired) {
        CreateFunctionResponse made = client.createFunction(CreateFunctionRequest.builder()
                .name(name)
                .functionConfig(config(desired))
                .functionCode(SdkBytes.fromUtf8String(desired.code()))
                .build());
        publish(client, name, made.eTag());
        String arn = made.functionSummary().functionMetadata().functionARN();
        return new SharedObject<>(name, arn, COMMENT, desired);
    }

    /** Brings DEVELOPMENT to what the name states, whatever stands there, and publishes it. */
    @Override
    public SharedObject<ViewerFunction> update(
            CloudFrontClient client, SharedObject<ViewerFunction> observed, ViewerFunction desired) {
        String etag = client.updateFunction(UpdateFunctionRequest.builder()
                        .name(observed.name())
                        .ifMatch(etag(client, observed.name()))
                        .functionConfig(config(desired))
                        .functionCode(SdkBytes.fromUtf8String(desired.code()))
                        .build())
                .eTag();
        publish(client, observed.name(), etag);
        return new SharedObject<>(observed.name(), observed.id(), COMMENT, desired);
    }

    @Override
    public void delete(CloudFrontClient client, SharedObject<ViewerFunction> observed) {
        client.deleteFunction(DeleteFunctionRequest.builder()
                .name(observed.name())
                .ifMatch(etag(client, observed.name()))
                .build());
    }

    private static void publish(CloudFrontClient client, String name, String etag) {
        client.publishFunction(
                PublishFunctionRequest.builder().name(name).ifMatch(etag).build());
    }

    private static String etag(CloudFrontClient client, String name) {
        return client.describeFunction(DescribeFunctionRequest.builder()
                        .name(name)
                        .stage(FunctionStage.DEVELOPMENT)
                        .build())
                .eTag();
    }

    private static FunctionConfig config(ViewerFunction desired) {
        return FunctionConfig.builder()
                .comment(COMMENT)
                .runtime(desired.runtime())
                .build();
    }
}
