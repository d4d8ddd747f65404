package io.siteward.sandbox.aws;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A service's answer to a call: a response or a refusal. */
public final class Answer {
    private final @Nullable Object response;
    private final @Nullable RuntimeException refusal;

    private Answer(@Nullable Object response, @Nullable RuntimeException refusal) {
        this.response = response;
        this.refusal = refusal;
    }

    static Answer of(Object response) {
        return new Answer(response, null);
    }

    static Answer refused(RuntimeException refusal) {
        return new Answer(null, refusal);
    }

    public boolean isRefusal() {
        return refusal != null;
    }

    /** Refusals say the same when their messages do. */
    boolean saysTheSameAs(Answer other) {
        return (refusal == null || other.refusal == null)
                ? Objects.equals(response, other.response)
                : Objects.equals(refusal.getMessage(), other.refusal.getMessage());
    }

    /** The response; throws the refusal. */
    public Object get() {
        if (refusal != null) {
            throw refusal;
        }
        return Objects.requireNonNull(response);
    }
}
