package io.siteward.sandbox.aws.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryService;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import io.siteward.sandbox.aws.cloudfront.CloudFrontSettings;
import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.dynamodb.InMemoryDynamoDb;
import io.siteward.sandbox.aws.kms.InMemoryKms;
import io.siteward.sandbox.aws.s3.InMemoryS3;
import io.siteward.sandbox.aws.secretsmanager.InMemorySecretsManager;
import io.siteward.sandbox.aws.ssm.InMemorySsm;
import io.siteward.sandbox.aws.sts.InMemorySts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** The tables are those of what is served, and the SDK's shapes are the models'. */
class OfficialModelsTest {

    static Stream<InMemoryService<?>> services() {
        VirtualClock clock = new VirtualClock(Instant.EPOCH);
        InMemoryAcm acm = new InMemoryAcm();
        CloudFrontSettings settings = CloudFrontSettings.deployingIn(Duration.ZERO);
        return Stream.of(
                new InMemoryS3(clock),
                new InMemoryCloudFront(clock, settings, acm),
                acm,
                new InMemoryDynamoDb(clock, Duration.ZERO),
                new InMemorySecretsManager(clock, new InMemoryKms(), Duration.ZERO),
                new InMemorySsm(clock, new InMemoryKms()),
                new InMemorySts());
    }

    @ParameterizedTest
    @MethodSource("services")
    void haveEveryOperationThatIsServedAndNoOther(InMemoryService<?> service) {
        assertThat(ModelTable.of(service.signingName()).operations().keySet())
                .as("scripts/service-models.py lists what to take from the models")
                .containsExactlyInAnyOrderElementsOf(served(service).keySet());
    }

    @ParameterizedTest
    @MethodSource("services")
    void knowEveryMemberThatTheSdkCanSend(InMemoryService<?> service) throws ReflectiveOperationException {
        ModelTable table = ModelTable.of(service.signingName());
        Members members = new Members(table.shapes());
        for (Map.Entry<String, Class<?>> each : served(service).entrySet()) {
            SdkPojo request = (SdkPojo) each.getValue().getMethod("builder").invoke(null);
            members.compare(table.operations().getOrDefault(each.getKey(), Optional.empty()), request, each.getKey());
        }
        // The SDK makes copySource of these before it sends anything.
        assertThat(members.unknown).allMatch(member -> member.startsWith("CopyObject.Source"));
    }

    /** The request's type for each operation that is not left to the SDK's interface, which throws. */
    private static Map<String, Class<?>> served(InMemoryService<?> service) {
        Object view = service.as(Caller.ofAccount("111122223333"));
        Map<String, Class<?>> served = new TreeMap<>();
        for (Method method : service.clientType().getMethods()) {
            List<Class<?>> parameters = List.of(method.getParameterTypes());
            if (isOperation(method, parameters) && answers(view, method, parameters)) {
                served.put(operation(method), parameters.get(0));
            }
        }
        return served;
    }

    private static boolean isOperation(Method method, List<Class<?>> parameters) {
        if (parameters.isEmpty() || !SdkRequest.class.isAssignableFrom(parameters.get(0))) {
            return false;
        }
        List<Class<?>> streams = parameters.subList(1, parameters.size());
        return streams.equals(List.of(ResponseTransformer.class))
                || (SdkResponse.class.isAssignableFrom(method.getReturnType())
                        && (streams.isEmpty() || streams.equals(List.of(RequestBody.class))));
    }

    private static boolean answers(Object view, Method method, List<Class<?>> parameters) {
        Object[] arguments = new Object[parameters.size()];
        try {
            arguments[0] = ((Buildable) parameters.get(0).getMethod("builder").invoke(null)).build();
            method.invoke(view, arguments);
            return true;
        } catch (InvocationTargetException e) {
            return !(e.getTargetException() instanceof UnsupportedOperationException);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method.toString(), e);
        }
    }

    private static String operation(Method method) {
        return method.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                + method.getName().substring(1);
    }

    /** Walks the SDK's shapes and the model's side by side. */
    private static final class Members {
        final Set<String> unknown = new HashSet<>();
        private final Map<String, Shape> shapes;
        private final Set<String> seen = new HashSet<>();

        Members(Map<String, Shape> shapes) {
            this.shapes = shapes;
        }

        void compare(Optional<String> shapeName, SdkPojo structure, String path) {
            String name = shapeName.orElseThrow(() -> new AssertionError(path));
            if (!seen.add(name)) {
                return;
            }
            StructureShape shape = (StructureShape) Objects.requireNonNull(shapes.get(name));
            for (SdkField<?> field : structure.sdkFields()) {
                String member = path + "." + field.memberName();
                if (shape.members().containsKey(shape.nameOf(field))) {
                    below(shape.members().getOrDefault(shape.nameOf(field), Optional.empty()), field, member);
                } else {
                    unknown.add(member);
                }
            }
        }

        private void below(Optional<String> shapeName, SdkField<?> field, String path) {
            switch (field.marshallingType().getKnownType()) {
                case SDK_POJO -> compare(shapeName, field.constructor().get(), path);
                case LIST ->
                    below(
                            ((ListShape) shape(shapeName, path)).element(),
                            field.getRequiredTrait(ListTrait.class).memberFieldInfo(),
                            path);
                case MAP ->
                    below(
                            ((MapShape) shape(shapeName, path)).element(),
                            field.getRequiredTrait(MapTrait.class).valueFieldInfo(),
                            path);
                default -> {}
            }
        }

        private Shape shape(Optional<String> shapeName, String path) {
            return Objects.requireNonNull(shapes.get(shapeName.orElseThrow()), path);
        }
    }
}
