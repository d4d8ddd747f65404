package io.siteward.lease;

import java.util.function.Consumer;

/**
 * One call of the store, and what the protocol makes of its answer. The protocol makes no call itself, so that whoever
 * carries the steps out decides about threads, and a simulation about lost, late and repeated messages.
 *
 * @param call what is asked of the store
 * @param answered told the answer, once
 * @param lost told instead when there was none that says what came of it
 */
record Step<T>(Call<T> call, Consumer<T> answered, Consumer<StoreFailure> lost) {

    /** A call of the store. */
    interface Call<T> {
        T on(LeaseStore store) throws StoreFailure;
    }

    /** Carries it out. */
    void run(LeaseStore store) {
        T answer;
        try {
            answer = call.on(store);
        } catch (StoreFailure e) {
            lost.accept(e);
            return;
        } catch (RuntimeException e) {
            lost.accept(new StoreFailure("The store's answer is not understood: " + e.getMessage(), e));
            return;
        }
        answered.accept(answer);
    }
}
