package io.siteward.aws;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The private halves of one signing key's generations, a value each, and beside them which one is to be used. They are
 * written here and never read.
 */
public interface StoredKeys {
    /**
     * What is stored.
     *
     * @param publicKeys the id of the public half of each, by generation; empty when nobody says
     * @param highest the highest number whose name is taken, 0 for none; there may be nothing under it any more
     */
    record Listing(SortedMap<Integer, String> publicKeys, Optional<Pointer> pointer, int highest) {}

    /**
     * Which generation is to be used.
     *
     * @param written when that was said, by AWS's clock
     */
    record Pointer(int generation, Instant written) {}

    /** Where signers look first. */
    String pointerName();

    /**
     * What there is.
     *
     * @param published generations that have a public half, for stores that are asked for one by one
     */
    Listing list(Collection<Integer> published);

    /**
     * Stores one; fails when there is one of that generation.
     *
     * @param publicKey the id of its public half
     * @param value what signers read
     */
    void store(int generation, String publicKey, String value);

    /** Has signers use that generation from now on. */
    void point(int generation);

    /** Removes one; nothing if it is gone. */
    void remove(int generation);

    void removePointer();
}
