package io.siteward.sandbox.aws.cloudfront;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.model.CreateFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.DescribeFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.DescribeFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.FunctionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionList;
import software.amazon.awssdk.services.cloudfront.model.FunctionRuntime;
import software.amazon.awssdk.services.cloudfront.model.FunctionStage;
import software.amazon.awssdk.services.cloudfront.model.FunctionSummary;
import software.amazon.awssdk.services.cloudfront.model.GetFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.GetFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.ListFunctionsRequest;
import software.amazon.awssdk.services.cloudfront.model.ListFunctionsResponse;
import software.amazon.awssdk.services.cloudfront.model.PublishFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.PublishFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.UpdateFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateFunctionResponse;

/**
 * The CloudFront functions of one account. An update touches the development stage only; publishing copies it to the
 * live stage, and only what is live can be attached to a behaviour.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateFunction.html">CreateFunction</a>
 */
final class Functions {
    private static final int LARGEST_CODE = 10 * 1024;

    /** One function: what is being worked on, and what runs, if anything does. */
    private record Function(
            String name,
            Instant created,
            Staged development,
            @Nullable Staged live) {
        boolean isPublished() {
            return live != null
                    && live.code().equals(development.code())
                    && live.config().equals(development.config());
        }
    }

    private record Staged(String etag, Instant modified, FunctionConfig config, SdkBytes code) {}

    /** One function at one stage, as the lists show it. */
    private record Listed(Function function, FunctionStage stage, Staged staged) {}

    private final String accountId;
    private final CloudFrontContext context;
    private final Predicate<String> inUse;
    private final Map<String, Function> byName = new LinkedHashMap<>();
    private final Listing<Function> listing = new Listing<>();

    /** @param inUse told a function's ARN, whether a distribution uses it */
    Functions(String accountId, CloudFrontContext context, Predicate<String> inUse) {
        this.accountId = accountId;
        this.context = context;
        this.inUse = inUse;
    }

    /** The source that runs; empty when there is no such function or nothing was published. */
    Optional<String> liveSource(String arn) {
        return byName.values().stream()
                .filter(function -> arn(function.name()).equals(arn))
                .flatMap(function -> Stream.ofNullable(function.live()))
                .map(live -> live.code().asUtf8String())
                .findFirst();
    }

    CreateFunctionResponse create(CreateFunctionRequest request) {
        check(request.name(), request.functionConfig(), request.functionCode());
        if (byName.containsKey(request.name())) {
            throw Refusal.FUNCTION_ALREADY_EXISTS.because(
                    "A function with the same name already exists: " + request.name());
        }
        if (byName.size() >= context.quotas().functions()) {
            throw Refusal.TOO_MANY_FUNCTIONS.because("The account has the maximum number of functions.");
        }
        Staged staged = staged(request.functionConfig(), request.functionCode());
        Function function = new Function(request.name(), context.clock().instant(), staged, null);
        put(function);
        return CreateFunctionResponse.builder()
                .functionSummary(summary(new Listed(function, FunctionStage.DEVELOPMENT, staged)))
                .location(Locations.of("function", arn(request.name())))
                .eTag(staged.etag())
                .build();
    }

    UpdateFunctionResponse update(UpdateFunctionRequest request) {
        Function function = get(request.name());
        IfMatch.check(request.ifMatch(), function.development().etag());
        check(request.name(), request.functionConfig(), request.functionCode());
        Staged staged = staged(request.functionConfig(), request.functionCode());
        Function updated = new Function(function.name(), function.created(), staged, function.live());
        put(updated);
        return UpdateFunctionResponse.builder()
                .functionSummary(summary(new Listed(updated, FunctionStage.DEVELOPMENT, staged)))
                .eTag(staged.etag())
                .build();
    }

    PublishFunctionResponse publish(PublishFunctionRequest request) {
        Function function = get(request.name());
        Staged development = function.development();
        IfMatch.check(request.ifMatch(), development.etag());
        Staged live = staged(development.config(), development.code());
        Function published = new Function(function.name(), function.created(), development, live);
        put(published);
        return PublishFunctionResponse.builder()
                .functionSummary(summary(new Listed(published, FunctionStage.LIVE, live)))
                .build();
    }

    DescribeFunctionResponse describe(DescribeFunctionRequest request) {
        Listed listed = at(request.name(), request.stage());
        return DescribeFunctionResponse.builder()
                .functionSummary(summary(listed))
                .eTag(listed.staged().etag())
                .build();
    }

    GetFunctionResponse getCode(GetFunctionRequest request) {
        Listed listed = at(request.name(), request.stage());
        return GetFunctionResponse.builder()
                .functionCode(listed.staged().code())
                .contentType("application/octet-stream")
                .eTag(listed.staged().etag())
                .build();
    }

    DeleteFunctionResponse delete(DeleteFunctionRequest request) {
        Function function = get(request.name());
        IfMatch.check(request.ifMatch(), function.development().etag());
        if (inUse.test(arn(function.name()))) {
            throw Refusal.FUNCTION_IN_USE.because(
                    "Cannot delete the function because it's attached to one or more cache behaviors.");
        }
        listing.aboutToChange(byName.values());
        byName.remove(function.name());
        return DeleteFunctionResponse.builder().build();
    }

    /** Carries neither code nor ETags; without a stage it shows each function once for every stage it is in. */
    ListFunctionsResponse list(ListFunctionsRequest request) {
        List<Listed> wanted = listing.read(byName.values(), context.listsLag()).stream()
                .flatMap(Functions::stages)
                .filter(listed -> request.stage() == null || request.stage() == listed.stage())
                .toList();
        Page<Listed> page = Page.of(
                wanted,
                listed -> listed.function().name() + "/" + listed.stage(),
                request.marker(),
                request.maxItems());
        return ListFunctionsResponse.builder()
                .functionList(FunctionList.builder()
                        .items(page.items().stream().map(this::summary).toList())
                        .quantity(page.items().size())
                        .maxItems(page.maxItems())
                        .nextMarker(page.next())
                        .build())
                .build();
    }

    private static Stream<Listed> stages(Function function) {
        Stream<Listed> development = Stream.of(new Listed(function, FunctionStage.DEVELOPMENT, function.development()));
        return Stream.concat(
                development,
                Stream.ofNullable(function.live()).map(live -> new Listed(function, FunctionStage.LIVE, live)));
    }

    private Listed at(String name, @Nullable FunctionStage stage) {
        FunctionStage wanted = stage == null ? FunctionStage.DEVELOPMENT : stage;
        return stages(get(name))
                .filter(listed -> listed.stage() == wanted)
                .findFirst()
                .orElseThrow(() -> missing(name));
    }

    private Function get(@Nullable String name) {
        Function function = name == null ? null : byName.get(name);
        if (function == null) {
            throw missing(String.valueOf(name));
        }
        return function;
    }

    private static RuntimeException missing(String name) {
        return Refusal.NO_SUCH_FUNCTION_EXISTS.because("The function does not exist: " + name);
    }

    private void put(Function function) {
        listing.aboutToChange(byName.values());
        byName.put(function.name(), function);
    }

    private Staged staged(FunctionConfig config, SdkBytes code) {
        return new Staged(context.ids().next(), context.clock().instant(), config, code);
    }

    private String arn(String name) {
        return "arn:aws:cloudfront::" + accountId + ":function/" + name;
    }

    private FunctionSummary summary(Listed listed) {
        boolean unpublished = listed.stage() == FunctionStage.DEVELOPMENT
                && !listed.function().isPublished();
        return FunctionSummary.builder()
                .name(listed.function().name())
                .status(
                        unpublished
                                ? "UNPUBLISHED"
                                : inUse.test(arn(listed.function().name())) ? "DEPLOYED" : "UNASSOCIATED")
                .functionConfig(listed.staged().config())
                .functionMetadata(
                        metadata -> metadata.functionARN(arn(listed.function().name()))
                                .stage(listed.stage())
                                .createdTime(listed.function().created())
                                .lastModifiedTime(listed.staged().modified()))
                .build();
    }

    private static void check(String name, FunctionConfig config, SdkBytes code) {
        Arguments.check(name != null && name.matches("[a-zA-Z0-9-_]{1,64}"), "The parameter Name is invalid.");
        Arguments.require(config, "FunctionConfig");
        Arguments.require(config.comment(), "Comment");
        Arguments.oneOf(config.runtime(), FunctionRuntime.knownValues(), "Runtime");
        Arguments.check(code != null && code.asByteArrayUnsafe().length > 0, "The parameter FunctionCode is required.");
        if (code.asByteArrayUnsafe().length > LARGEST_CODE) {
            throw Refusal.FUNCTION_SIZE_LIMIT_EXCEEDED.because("The function is larger than " + LARGEST_CODE);
        }
    }
}
