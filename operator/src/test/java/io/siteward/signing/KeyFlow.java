package io.siteward.signing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Something that happens to a signing key, from one rest to the next.
 *
 * @param spec what the manifest says beside the store
 * @param given done undisturbed
 * @param when the flow itself: the operator is struck at every call that it makes from the first of these on
 * @param alwaysBelieved whether signers always have a key, from the first on, that the key group trusts
 * @param canDoWithoutStatus whether it ends the same when the status is lost on the way
 */
record KeyFlow(
        String name,
        String spec,
        List<Consumer<SigningKeyWorld>> given,
        List<Consumer<SigningKeyWorld>> when,
        boolean alwaysBelieved,
        boolean canDoWithoutStatus) {

    static KeyFlow of(String name, String spec) {
        return new KeyFlow(name, spec, List.of(), List.of(), true, true);
    }

    KeyFlow given(Consumer<SigningKeyWorld> deed) {
        return new KeyFlow(name, spec, with(given, deed), when, alwaysBelieved, canDoWithoutStatus);
    }

    KeyFlow when(Consumer<SigningKeyWorld> deed) {
        return new KeyFlow(name, spec, given, with(when, deed), alwaysBelieved, canDoWithoutStatus);
    }

    /** After everything that is done the operator works for so long. */
    KeyFlow during(Duration time) {
        return when(world -> world.live(time));
    }

    /** The same, where keys go before others have come. */
    KeyFlow losingKeys() {
        return new KeyFlow(name, spec, given, when, false, canDoWithoutStatus);
    }

    /** The same, where nothing but the status knows what was obeyed. */
    KeyFlow knownByStatusAlone() {
        return new KeyFlow(name, spec, given, when, alwaysBelieved, false);
    }

    /** A world with the manifest in it. */
    SigningKeyWorld begin(KeyStorage storage) {
        SigningKeyWorld world = new SigningKeyWorld(manifest(storage, spec));
        given.forEach(deed -> deed.accept(world));
        return world;
    }

    /** A spec that is looked at no more often than it has to. */
    static String manifest(KeyStorage storage, String more) {
        return "{region: eu-central-1, resyncSeconds: 86400, store: {%s: {}}%s}".formatted(storage.member, more);
    }

    private static <T> List<T> with(List<T> all, T one) {
        List<T> more = new ArrayList<>(all);
        more.add(one);
        return List.copyOf(more);
    }

    @Override
    public String toString() {
        return name;
    }
}
