package io.siteward.signing;

import io.siteward.aws.cloudfront.KeyGroups;
import java.util.List;
import java.util.Optional;

/**
 * What a look at a signing key in AWS found.
 *
 * @param group the key group as CloudFront has it
 * @param users the distributions that trust it
 * @param places what is left of the account's quotas
 */
record KeyLook(KeyRing ring, Optional<KeyGroups.Found> group, List<String> users, Places places) {
    KeyLook {
        users = List.copyOf(users);
    }

    /** How many public keys and key groups the account has in all. */
    record Places(int publicKeys, int keyGroups) {}
}
