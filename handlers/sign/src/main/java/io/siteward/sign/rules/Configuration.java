package io.siteward.sign.rules;

import io.siteward.sign.CookieScope;
import io.siteward.sign.HashAlgorithm;
import java.util.List;
import java.util.Optional;

/**
 * What the function may do.
 *
 * @param sites whose URLs it signs; that of the caller's page, else the first
 * @param corsOrigins whose pages may call it
 * @param cookies none: it makes no cookies
 */
public record Configuration(
        List<Origin> sites,
        List<Rule> rules,
        List<Origin> corsOrigins,
        KeyPointer key,
        HashAlgorithm hash,
        Optional<CookieScope> cookies) {}
