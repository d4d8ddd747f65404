package io.siteward.sandbox.aws.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.protocols.core.ExceptionMetadata;

/** Every failure that an operation declares, through the SDK's own client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailureRoundTripTest {
    private static final Pattern ACRONYM = Pattern.compile("(Ec2|Efsio|Efs|Eni|Id|Ip|Kms)(?=\\p{Upper})");

    private static final Set<String> UNSUFFIXED =
            Set.of("RequestLimitExceededException", "InternalServerErrorException");

    private final Loopback loopback = new Loopback();

    FailureRoundTripTest() throws IOException {}

    @AfterAll
    void stop() {
        loopback.close();
    }

    /** All but those by HEAD, whose answer has a status and no code. */
    Stream<Arguments> operations() {
        return loopback.operations(operation -> operation.binding().httpMethod() != SdkHttpMethod.HEAD);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("operations")
    void carriesEveryModelledFailure(Class<?> type, Operation operation) throws ReflectiveOperationException {
        SdkRequest request = (SdkRequest)
                Members.build(RoundTripTest.SAMPLES.fill(operation.newRequest(), RoundTripTest::mustBeThere));
        Map<Class<?>, String> codes = codes(loopback.client(type));
        List<Class<?>> modelled = Stream.<Class<?>>of(operation.method().getExceptionTypes())
                .filter(each -> AwsServiceException.class.isAssignableFrom(each.getSuperclass())
                        && each.getSuperclass() != AwsServiceException.class)
                .toList();

        for (Class<?> failure : modelled) {
            AwsServiceException sent = failure(failure, codes.getOrDefault(failure, nameInJson(failure)));
            loopback.service(type).answer = any -> {
                throw sent;
            };

            AwsServiceException arrived = catchThrowableOfType(
                    AwsServiceException.class,
                    () -> operation.call(loopback.client(type), request, SdkBytes.fromUtf8String("streamed")));

            assertThat(arrived).as(operation.name()).isInstanceOf(failure);
            assertThat(arrived.statusCode()).isEqualTo(409);
            assertThat(arrived.awsErrorDetails().errorCode())
                    .isEqualTo(sent.awsErrorDetails().errorCode());
            assertThat(arrived.awsErrorDetails().errorMessage()).isEqualTo("of <all> & é");
            assertThat(arrived.requestId()).isNotEmpty();
        }
    }

    /**
     * The SDK writes acronyms as words, which Lambda does not, and ends every name with "Exception", which DynamoDB does
     * but twice.
     */
    private static String nameInJson(Class<?> failure) {
        String name = ACRONYM.matcher(failure.getSimpleName())
                .replaceAll(found -> found.group().toUpperCase(Locale.ROOT));
        return UNSUFFIXED.contains(name) ? name.replaceFirst("Exception$", "") : name;
    }

    private static AwsServiceException failure(Class<?> type, String code) throws ReflectiveOperationException {
        AwsServiceException.Builder builder =
                (AwsServiceException.Builder) type.getMethod("builder").invoke(null);
        return builder.statusCode(409)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("of <all> & é")
                        .build())
                .build();
    }

    /** The codes are not in the exceptions. In XML the client's protocol factory has them; in JSON they are the names. */
    private static Map<Class<?>, String> codes(SdkClient client) throws ReflectiveOperationException {
        Map<Class<?>, String> codes = new HashMap<>();
        Object factory = get(client, client.getClass().getDeclaredField("protocolFactory"));
        for (Class<?> each = factory.getClass(); each != Object.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (field.getName().equals("modeledExceptions")) {
                    for (Object metadata : (List<?>) get(factory, field)) {
                        ExceptionMetadata modelled = (ExceptionMetadata) metadata;
                        Object example = Members.build(
                                modelled.exceptionBuilderSupplier().get());
                        codes.put(example.getClass(), modelled.errorCode());
                    }
                }
            }
        }
        return codes;
    }

    private static Object get(Object owner, Field field) throws ReflectiveOperationException {
        field.setAccessible(true);
        return field.get(owner);
    }
}
