package io.siteward.sign.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may have what signed, for how long.
 *
 * @param claim none: anybody, recognised or not
 * @param maxSeconds from the moment of signing
 */
public record Rule(List<PathPattern> paths, Optional<RequiredClaim> claim, long maxSeconds) {
    /**
     * What must be said of the caller.
     *
     * @param values one of them is enough
     */
    public record RequiredClaim(String name, Set<String> values) {
        boolean isMetBy(Claims claims) {
            return claims.values(name).stream().anyMatch(values::contains);
        }
    }

    boolean covers(SitePath path) {
        PathPattern asked = path.pattern();
        return paths.stream().anyMatch(pattern -> pattern.contains(asked));
    }

    boolean admits(Claims claims) {
        return claim.map(required -> required.isMetBy(claims)).orElse(true);
    }
}
