package io.siteward.graph;

import java.util.function.Function;

/** What one node hands to those that use it: a value, or the promise of one that exists only after the apply. */
public sealed interface Handle<T> {

    /** A value that AWS has given. */
    record Known<T>(T value) implements Handle<T> {}

    /** A value that {@code source} will have once it has been made. */
    record AfterApply<T>(NodeId source) implements Handle<T> {}

    static <T> Handle<T> known(T value) {
        return new Known<>(value);
    }

    default <R> Handle<R> map(Function<? super T, ? extends R> function) {
        if (this instanceof Known<T> known) {
            return new Known<>(function.apply(known.value()));
        }
        return new AfterApply<>(((AfterApply<T>) this).source());
    }

    /**
     * The value, in a create or update: the runner calls those only when every handle they use is known.
     *
     * @throws IllegalStateException when there is none yet, which is a bug of the caller
     */
    default T value() {
        if (this instanceof Known<T> known) {
            return known.value();
        }
        throw new IllegalStateException(((AfterApply<T>) this).source() + " has not been made yet");
    }
}
