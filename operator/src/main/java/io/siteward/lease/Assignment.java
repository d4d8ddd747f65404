package io.siteward.lease;

import java.util.Collection;
import java.util.Comparator;

/**
 * Which of several takes a key: rendezvous hashing. Everybody who sees the same candidates names the same, each gets its
 * share, and one that comes or goes moves only its own share. Differing views are harmless: the store decides.
 */
final class Assignment {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Assignment() {}

    /** One of the candidates, of which there is at least one. */
    static String choose(String key, Collection<String> candidates) {
        return candidates.stream()
                .max(Comparator.<String>comparingLong(candidate -> weight(key, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** FNV-1a over both names, then mixed: neighbouring names must not get neighbouring weights. */
    private static long weight(String key, String candidate) {
        long hash = mixedIn(mixedIn(FNV_OFFSET, key) * FNV_PRIME, candidate);
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }

    private static long mixedIn(long hash, String text) {
        long mixed = hash;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * FNV_PRIME;
        }
        return mixed;
    }
}
