package io.siteward.aws.s3;

import io.siteward.graph.Deletion;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Intent;
import io.siteward.graph.ManagedResource;
import io.siteward.graph.Observation;
import java.util.function.Supplier;

/**
 * One of a bucket's configurations. It exists as long as its bucket does, if only with AWS's default, and goes with it.
 *
 * @param <D> what is wanted
 * @param <O> what was observed
 */
interface BucketAspect<D, O> extends ManagedResource<D, O, BucketRef> {
    BucketRef bucket();

    /** Writes the configuration of a bucket that was just made, and returns it. */
    O create(D desired);

    @Override
    default O create(D desired, Intent intent) {
        return create(desired);
    }

    @Override
    default BucketRef handle(O observed) {
        return bucket();
    }

    @Override
    default String id(O observed) {
        return bucket().name();
    }

    @Override
    default Deletion delete(O observed) {
        return new Deletion.Gone();
    }

    /** Reads a configuration that every bucket has. */
    static <O> Observation<O> look(Supplier<O> read) {
        try {
            return new Observation.Present<>(read.get());
        } catch (FailedCall e) {
            if (e.is("NoSuchBucket")) {
                return new Observation.Absent<>();
            }
            throw e;
        }
    }

    /**
     * Reads a configuration for which S3 answers an error code when it was never written or was deleted.
     *
     * @param codeWhenUnset that code
     * @param unset what the code means
     */
    static <O> Observation<O> look(Supplier<O> read, String codeWhenUnset, O unset) {
        try {
            return look(read);
        } catch (FailedCall e) {
            if (e.is(codeWhenUnset)) {
                return new Observation.Present<>(unset);
            }
            throw e;
        }
    }
}
