package io.siteward.sandbox.aws;

import io.siteward.sandbox.aws.model.ModelRefusal;
import io.siteward.sandbox.aws.model.OfficialModels;
import io.siteward.sandbox.aws.model.RequestRules;
import io.siteward.sandbox.aws.model.Violation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;

/** The in-memory AWS: its services, its accounts, every call it received and the faults that are switched on. */
public final class InMemoryAws {
    private static final int MOST_CALLS_KEPT = 100_000;

    private final InstantSource clock;
    private final Map<String, InMemoryService<?>> services;
    private final RecordedCalls calls = new RecordedCalls(MOST_CALLS_KEPT);
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final RequestRules rules;

    /** An AWS that holds every request to the official service models. */
    public InMemoryAws(InstantSource clock, List<InMemoryService<?>> services) {
        this(clock, services, OfficialModels.instance());
    }

    public InMemoryAws(InstantSource clock, List<InMemoryService<?>> services, RequestRules rules) {
        this.clock = clock;
        this.rules = rules;
        this.services = services.stream()
                .collect(Collectors.toUnmodifiableMap(InMemoryService::signingName, Function.identity()));
    }

    /** The services by signing name. */
    public Map<String, InMemoryService<?>> services() {
        return services;
    }

    /**
     * The calls so far or since they were forgotten, the oldest first.
     *
     * @throws IllegalStateException when they were more than are kept
     */
    public List<CallRecord> calls() {
        return calls.all();
    }

    public void forgetCalls() {
        calls.forget();
    }

    /**
     * What was wrong with the requests so far, those met by a fault among them; from now on they are forgotten.
     *
     * <p>A test whose requests are to be good asserts at its end that there is none.
     */
    public List<Violation> takeViolations() {
        synchronized (violations) {
            List<Violation> taken = List.copyOf(violations);
            violations.clear();
            return taken;
        }
    }

    public void add(Fault fault) {
        faults.add(fault);
    }

    public void remove(Fault fault) {
        faults.remove(fault);
    }

    /**
     * A client of the service for this caller, through which every call is recorded and may meet a fault.
     *
     * @throws IllegalArgumentException when there is no such service
     */
    public <C extends SdkClient> C client(Class<C> type, Caller caller) {
        InMemoryService<?> service = services.values().stream()
                .filter(candidate -> candidate.clientType() == type)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no in-memory " + type.getSimpleName()));
        return type.cast(client(service, caller));
    }

    /** The same by signing name, as the wire knows it. */
    public Optional<SdkClient> client(String signingName, Caller caller) {
        return Optional.ofNullable(services.get(signingName)).map(service -> client(service, caller));
    }

    private <C extends SdkClient> C client(InMemoryService<C> service, Caller caller) {
        C target = service.as(caller);
        InvocationHandler handler = new RecordingHandler(service.signingName(), caller, target);
        return service.clientType()
                .cast(Proxy.newProxyInstance(
                        service.clientType().getClassLoader(), new Class<?>[] {service.clientType()}, handler));
    }

    private final class RecordingHandler implements InvocationHandler {
        private final String service;
        private final Caller caller;
        private final Object target;

        RecordingHandler(String service, Caller caller, Object target) {
            this.service = service;
            this.caller = caller;
            this.target = target;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (arguments == null || arguments.length == 0 || !(arguments[0] instanceof SdkRequest request)) {
                return method.getDeclaringClass() == Object.class || !method.isDefault()
                        ? method.invoke(target, arguments)
                        : InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            String operation = method.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                    + method.getName().substring(1);
            Optional<String> errorCode = Optional.empty();
            List<Violation> wrong = rules.violations(service, operation, request);
            synchronized (violations) {
                violations.addAll(wrong);
            }
            try {
                faults.forEach(fault -> fault.before(caller, service, operation, request));
                refuse(wrong, request);
                Answer answer = answer(method, arguments);
                for (Fault fault : faults) {
                    answer = fault.after(caller, service, operation, request, answer);
                }
                return answer.get();
            } catch (RuntimeException e) {
                errorCode = Optional.of(codeOf(e));
                throw e;
            } finally {
                calls.add(new CallRecord(clock.instant(), caller, service, operation, request, errorCode));
            }
        }

        private void refuse(List<Violation> wrong, SdkRequest request) {
            if (wrong.stream().anyMatch(violation -> violation.constraint().equals(OfficialModels.NO_MODEL))) {
                throw new UnsupportedOperationException(wrong.toString());
            }
            if (!wrong.isEmpty()) {
                throw ModelRefusal.of(wrong, request);
            }
        }

        private Answer answer(Method method, Object[] arguments) throws Throwable {
            try {
                return Answer.of(method.invoke(target, arguments));
            } catch (InvocationTargetException e) {
                if (e.getTargetException() instanceof RuntimeException refusal) {
                    return Answer.refused(refusal);
                }
                throw e.getTargetException();
            }
        }

        private static String codeOf(Throwable failure) {
            if (failure instanceof AwsServiceException aws && aws.awsErrorDetails() != null) {
                return aws.awsErrorDetails().errorCode();
            }
            return failure.getClass().getSimpleName();
        }
    }
}
