package io.siteward.sandbox.aws;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Every read of a service is answered as it would have been a while ago: what was made is not there yet, what was deleted
 * still is. What is asked for the first time is answered as it stands.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/query-api-troubleshooting.html#eventual-consistency">Eventual
 *     consistency, as EC2 tells of it</a>
 */
public final class LateReads implements Fault {
    private final InMemoryService<?> service;
    private final InstantSource clock;
    private final Duration lag;
    private final Map<Read, List<Past>> pasts = new LinkedHashMap<>();
    private int given;

    /** What is asked, and by whom. */
    private record Read(Caller caller, String operation, SdkRequest request) {}

    /** What was answered until something was written. */
    private record Past(Instant until, Answer answer) {}

    /** @param lag how old every answer is */
    public LateReads(InMemoryService<?> service, InstantSource clock, Duration lag) {
        this.service = service;
        this.clock = clock;
        this.lag = lag;
    }

    @Override
    public synchronized void before(Caller caller, String calledService, String operation, SdkRequest request) {
        if (calledService.equals(service.signingName()) && !Calls.areReads(operation)) {
            Instant now = clock.instant();
            pasts.forEach((read, past) -> past.add(new Past(now, ask(read))));
        }
    }

    private Answer ask(Read read) {
        String method = read.operation().substring(0, 1).toLowerCase(Locale.ROOT)
                + read.operation().substring(1);
        try {
            return Answer.of(service.clientType()
                    .getMethod(method, read.request().getClass())
                    .invoke(service.as(read.caller()), read.request()));
        } catch (InvocationTargetException e) {
            if (e.getTargetException() instanceof RuntimeException refusal) {
                return Answer.refused(refusal);
            }
            throw new IllegalStateException(read.operation(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(read.operation(), e);
        }
    }

    @Override
    public synchronized Answer after(
            Caller caller, String calledService, String operation, SdkRequest request, Answer answer) {
        if (!calledService.equals(service.signingName()) || !Calls.areReads(operation)) {
            return answer;
        }
        Instant then = clock.instant().minus(lag);
        Answer late = pasts.computeIfAbsent(new Read(caller, operation, request), asked -> new ArrayList<>()).stream()
                .filter(past -> past.until().isAfter(then))
                .findFirst()
                .map(Past::answer)
                .orElse(answer);
        given += late.saysTheSameAs(answer) ? 0 : 1;
        return late;
    }

    /** How many answers so far were others than they would have been without this. */
    public synchronized int given() {
        return given;
    }
}
