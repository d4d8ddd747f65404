package io.siteward.sandbox.aws.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;

/** Every operation of every service, through the SDK's own client, there and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoundTripTest {
    private static final SdkBytes STREAM = SdkBytes.fromUtf8String("streamed");

    /** What no made-up value can stand for. */
    static final Samples SAMPLES = new Samples(Map.of(
            "Bucket", "site",
            "DestinationBucket", "site",
            // The length and the checksum of what is streamed: the client holds the stream to them.
            "ContentLength", 8L,
            "ChecksumCRC32C", "IVGwWg==",
            "ChecksumAlgorithm", "CRC32",
            "StatusCode", 202,
            // Two members for one header.
            "Expires", Instant.parse("2026-01-02T03:04:05Z"),
            "ExpiresString", "Fri, 02 Jan 2026 03:04:05 GMT",
            // The client wraps it in CDATA, so that no "]]>" comes through, and no carriage return.
            "Policy", "{\"Sid\": \"<&>\\u00e9\"}\n"));

    /** The client turns them into {@code CopySource}, and refuses them beside it. */
    private static final Set<String> NOT_ON_THE_WIRE = Set.of("SourceBucket", "SourceKey", "SourceVersionId");

    /** What is there although it was left out: in requests the client adds it, in answers HTTP has it anyway. */
    private static final Set<String> NEVER_ABSENT = Set.of(
            "request.ChecksumAlgorithm",
            "request.ContentType",
            "request.ContentLength",
            "request.CreateBucketConfiguration",
            "request.Error",
            "request.accepts",
            "response.Metadata",
            "response.ContentLength",
            "response.StatusCode");

    private final Loopback loopback = new Loopback();

    RoundTripTest() throws IOException {}

    @AfterAll
    void stop() {
        loopback.close();
    }

    Stream<Arguments> operations() {
        return loopback.operations(any -> true);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("operations")
    void carriesEveryMember(Class<?> type, Operation operation) throws Exception {
        assertThat(differences(type, operation, field -> true))
                .as(operation.name())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("operations")
    void leavesAbsentWhatIsAbsent(Class<?> type, Operation operation) throws Exception {
        assertThat(differences(type, operation, RoundTripTest::mustBeThere))
                .as(operation.name())
                .isEmpty();
    }

    static boolean mustBeThere(SdkField<?> field) {
        // The client makes up the idempotency tokens that are absent.
        return field.containsTrait(RequiredTrait.class)
                || field.containsTrait(DefaultValueTrait.class)
                || field.location() == MarshallLocation.PATH
                || field.location() == MarshallLocation.GREEDY_PATH;
    }

    private List<String> differences(Class<?> type, Operation operation, Predicate<SdkField<?>> wanted)
            throws ReflectiveOperationException {
        StubService<?> service = loopback.service(type);
        SdkRequest request = (SdkRequest) Members.build(SAMPLES.fill(
                operation.newRequest(), wanted.and(field -> !NOT_ON_THE_WIRE.contains(field.memberName()))));
        SdkResponse response = (SdkResponse) Members.build(SAMPLES.fill(
                // There is no body without a document in it.
                newResponse(operation), wanted.or(field -> field.containsTrait(PayloadTrait.class))));
        service.answer = any -> response;

        Operation.Reply reply = operation.call(loopback.client(type), request, STREAM);

        List<String> differences = new ArrayList<>();
        differences.addAll(differences("request.", request, Objects.requireNonNull(service.request)));
        differences.addAll(differences("response.", response, reply.response()));
        if (operation.streamsRequest() && !STREAM.equals(service.received)) {
            differences.add("the streamed request");
        }
        if (operation.streamsResponse() && !STREAM.equals(reply.stream())) {
            differences.add("the streamed response");
        }
        return differences;
    }

    private static SdkPojo newResponse(Operation operation) throws ReflectiveOperationException {
        String request = operation.method().getParameterTypes()[0].getName();
        Class<?> response = Class.forName(request.replaceFirst("Request$", "Response"));
        return (SdkPojo) response.getMethod("builder").invoke(null);
    }

    private static List<String> differences(String prefix, SdkPojo sent, SdkPojo arrived) {
        return sent.sdkFields().stream()
                .filter(field ->
                        !sameOrNeverAbsent(prefix, field, Members.value(field, sent), Members.value(field, arrived)))
                .map(field -> prefix + field.memberName() + ": sent " + Members.value(field, sent) + ", arrived "
                        + Members.value(field, arrived))
                .toList();
    }

    private static boolean sameOrNeverAbsent(
            String prefix, SdkField<?> field, Optional<Object> sent, Optional<Object> arrived) {
        return sent.equals(arrived) || (sent.isEmpty() && NEVER_ABSENT.contains(prefix + field.memberName()));
    }
}
