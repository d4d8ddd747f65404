package io.siteward.aws;

import io.siteward.gate.Call;
import io.siteward.gate.Gate;
import io.siteward.gate.Outcome;
import io.siteward.gate.Permission;
import io.siteward.gate.Subject;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/**
 * An SDK client whose every operation passes the gate and whose failures are {@link FailedCall}s.
 *
 * <p>Overloads (consumer builders, no arguments) lead to the plain operation. Paginators and waiters are refused: each
 * makes calls of its own that would pass by the gate.
 */
public final class GatedClient implements InvocationHandler {
    private static final Logger LOG = LoggerFactory.getLogger(GatedClient.class);
    private static final Pattern READS = Pattern.compile("(Get|List|Head|Describe)\\p{Upper}.*");

    private final SdkClient delegate;
    private final Gate gate;
    private final String account;
    private final Subject subject;
    private final Permission credentials;

    private GatedClient(SdkClient delegate, Gate gate, String account, Subject subject, Permission credentials) {
        this.delegate = delegate;
        this.gate = gate;
        this.account = account;
        this.subject = subject;
        this.credentials = credentials;
    }

    /**
     * A gated view of {@code delegate}. Closing it closes nothing: the delegate belongs to whoever made it.
     *
     * @param account the AWS account whose limits the calls count against
     * @param subject on whose behalf the calls are made
     */
    public static <C extends SdkClient> C of(Class<C> type, C delegate, Gate gate, String account, Subject subject) {
        return of(type, delegate, gate, account, subject, Permission.SOLE_WRITER);
    }

    /** @param credentials asked before every call whether those that would sign it are the right ones */
    static <C extends SdkClient> C of(
            Class<C> type, C delegate, Gate gate, String account, Subject subject, Permission credentials) {
        InvocationHandler handler = new GatedClient(delegate, gate, account, subject, credentials);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        String name = method.getName();
        if (name.equals("close")) {
            return null;
        }
        if (name.endsWith("Paginator") || name.equals("waiter")) {
            throw new UnsupportedOperationException(
                    name + " would make calls that pass by the gate; make the single calls instead");
        }
        if (isPlainOperation(method)) {
            return call(method, arguments);
        }
        if (method.isDefault() && !method.getReturnType().getName().endsWith("ServiceClientConfiguration")) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        return send(method, arguments);
    }

    /** An operation takes a request, a body to send if it has one, and what to do with a body that comes back. */
    private static boolean isPlainOperation(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length == 0 || !SdkRequest.class.isAssignableFrom(parameters[0])) {
            return false;
        }
        return switch (parameters.length) {
            case 1 -> SdkResponse.class.isAssignableFrom(method.getReturnType());
            case 2 -> parameters[1] == RequestBody.class || parameters[1] == ResponseTransformer.class;
            case 3 -> parameters[1] == RequestBody.class && parameters[2] == ResponseTransformer.class;
            default -> false;
        };
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        Call call = describe(method);
        Optional<Failure> refusal = credentials.refusal(call);
        if (refusal.isPresent()) {
            throw new FailedCall(refusal.get());
        }
        Gate.Passage passage = gate.before(call);
        Object answer;
        try {
            answer = send(method, arguments);
        } catch (SdkException e) {
            FailedCall failed = AwsFailures.failedCall(e);
            int status = e instanceof SdkServiceException answered ? answered.statusCode() : 0;
            end(passage, call, Outcome.failed(status, failed.failure()));
            throw failed;
        } catch (Throwable e) {
            passage.leave();
            throw e;
        }
        end(passage, call, success(answer));
        return answer;
    }

    private @Nullable Object send(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(delegate, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private Call describe(Method method) {
        String name = method.getName();
        String operation = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        boolean mutates = !READS.matcher(operation).matches();
        return new Call(subject, Call.Target.AWS, account, delegate.serviceName(), operation, mutates);
    }

    /** Logs first: the line stands even when a hook stops the world. */
    private static void end(Gate.Passage passage, Call call, Outcome outcome) {
        log(call, outcome);
        passage.after(outcome);
    }

    /** A change is worth a line, and so is a failure; that something is not there is a normal answer to a look. */
    private static void log(Call call, Outcome outcome) {
        boolean absence = !call.mutates() && outcome.status() == 404;
        boolean notable = call.mutates() || outcome.failure() != null;
        LOG.atLevel(notable && !absence ? Level.INFO : Level.DEBUG)
                .addKeyValue("service", call.service())
                .addKeyValue("operation", call.operation())
                .addKeyValue("subject", call.subject())
                .addKeyValue("account", call.account())
                .addKeyValue("status", outcome.status())
                .addKeyValue("code", outcome.errorCode().orElse("OK"))
                .addKeyValue("requestId", outcome.requestId())
                .log(outcome.failure() == null ? "aws call" : outcome.failure().message());
    }

    private static Outcome success(@Nullable Object answer) {
        if (!(answer instanceof SdkResponse response)) {
            return Outcome.succeeded(200, null);
        }
        int status = response.sdkHttpResponse() == null
                ? 200
                : response.sdkHttpResponse().statusCode();
        return Outcome.succeeded(status, requestId(response));
    }

    /** SDK 2.40.2 looks for S3's header in lower case alone, and calls it UNKNOWN where a proxy has changed its case. */
    private static @Nullable String requestId(SdkResponse response) {
        Optional<String> header = Optional.ofNullable(response.sdkHttpResponse())
                .flatMap(http -> http.firstMatchingHeader(List.of("x-amz-request-id", "x-amzn-requestid")));
        return header.orElseGet(() -> response instanceof AwsResponse aws && aws.responseMetadata() != null
                ? aws.responseMetadata().requestId()
                : null);
    }
}
