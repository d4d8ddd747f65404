package io.siteward.signing;

import java.time.Duration;
import java.util.Optional;

/**
 * The times of a rotation.
 *
 * @param every how old a key becomes before another takes over; empty for never
 * @param overlap for how long a key is trusted after another has taken over: at least the longest lifetime of what is
 *     signed, and {@link #signerCache}, and the skew of clocks
 * @param signerCache how long a signer goes on with a key after the pointer has left it
 * @param settling how long a change of the key group is waited for at least: what every edge needs to hear of it, and the
 *     skew of clocks
 * @param listing how long after the making of a public half its private one may be stored and not be listed yet: what a list
 *     lags, and the skew of clocks
 */
record RotationTerms(
        Optional<Duration> every, Duration overlap, Duration signerCache, Duration settling, Duration listing) {}
