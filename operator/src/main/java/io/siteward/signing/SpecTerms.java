package io.siteward.signing;

import io.siteward.crd.v1alpha1.KeyAlgorithm;
import io.siteward.crd.v1alpha1.KeySource;
import io.siteward.crd.v1alpha1.SigningKeySpec;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What a spec means for a rotation. Pure. */
final class SpecTerms {
    /** For how long the function that signs goes on with what it has read. */
    static final Duration SIGNER_CACHE = Duration.ofMinutes(1);

    /** AWS takes no call of a clock that is further off. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** Within how long every edge goes by a changed key group. No status tells: a distribution's is about itself alone. */
    private static final Duration EDGES = Duration.ofMinutes(15);

    /** How long a change of a key group is waited for at least. */
    static final Duration SETTLING = SKEW.plus(EDGES);

    /** What was written is listed within this time; AWS says no more than that it may take a while. */
    private static final Duration LISTS = Duration.ofMinutes(1);

    private SpecTerms() {}

    static RotationTerms of(SigningKeySpec spec) {
        KeySource.Rotation rotation = generated(spec).rotation();
        return new RotationTerms(
                Optional.ofNullable(rotation.everyDays()).map(Duration::ofDays),
                Duration.ofDays(rotation.overlapDays()),
                SIGNER_CACHE,
                SETTLING,
                SKEW.plus(LISTS));
    }

    static KeyAlgorithm algorithm(SigningKeySpec spec) {
        return generated(spec).algorithm();
    }

    /** The CRD asks for it. */
    private static KeySource.Generated generated(SigningKeySpec spec) {
        return Objects.requireNonNull(spec.source().generated(), "source.generated");
    }
}
