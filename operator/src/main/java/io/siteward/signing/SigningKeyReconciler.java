package io.siteward.signing;

import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.lease.Leases;
import io.siteward.upkeep.Admission;
import io.siteward.upkeep.Backoff;
import io.siteward.upkeep.Equipment;
import io.siteward.upkeep.ManifestKind;
import io.siteward.upkeep.ManifestReconciler;
import io.siteward.upkeep.ManifestStore;
import io.siteward.upkeep.Notices;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** What the framework calls for a SigningKey. It takes the type from the first argument of the superclass. */
@ControllerConfiguration(name = "signingkey", triggerReconcilerOnAllEvents = true)
public final class SigningKeyReconciler extends ManifestReconciler<SigningKey, SigningKeyStatus> {
    static final ManifestKind<SigningKey, SigningKeyStatus> KIND =
            new ManifestKind<>(SigningKey.class, "signing key", "siteward.io/signingkey", SigningKeyStatus.empty());

    SigningKeyReconciler(
            Leases leases,
            Equipment<SigningKey, SigningKeyStatus> with,
            SigningKeyUpkeep upkeep,
            SigningKeyRemoval removal) {
        super(leases, with, upkeep, removal);
    }

    /** What everything that is done for signing keys works with. */
    static Equipment<SigningKey, SigningKeyStatus> equipment(
            String fleet,
            ManifestStore<SigningKey, SigningKeyStatus> store,
            Notices.Sink sink,
            Duration longestBackoff,
            InstantSource clock) {
        return new Equipment<>(
                KIND,
                new Admission(fleet, KIND.noun()),
                store,
                new Notices(sink, KIND.noun(), Set.of()),
                new Backoff(longestBackoff),
                clock);
    }
}
