package io.siteward.sandbox.aws.secretsmanager;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One account's secrets in one region, by name. */
final class Secrets {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int RANDOM_LETTERS = 6;

    private final String arnPrefix;
    private final InstantSource clock;
    private final Random random;
    private final Map<String, StoredSecret> byName = new HashMap<>();

    Secrets(String accountId, String region, InstantSource clock, Random random) {
        this.arnPrefix = "arn:aws:secretsmanager:" + region + ":" + accountId + ":secret:";
        this.clock = clock;
        this.random = random;
    }

    Instant now() {
        return clock.instant();
    }

    /** By name, by ARN, or by an ARN without the random letters at its end. */
    Optional<StoredSecret> find(@Nullable String id) {
        List<StoredSecret> all = new ArrayList<>(byName.values());
        all.stream().filter(this::isGone).forEach(secret -> byName.remove(secret.name()));
        return byName.values().stream()
                .filter(secret ->
                        secret.name().equals(id) || secret.arn().equals(id) || (arnPrefix + secret.name()).equals(id))
                .findFirst();
    }

    StoredSecret get(@Nullable String id) {
        return find(id).orElseThrow(() ->
                SecretRefusal.RESOURCE_NOT_FOUND.because("Secrets Manager can't find the specified secret."));
    }

    /** One that is not to be deleted. */
    StoredSecret usable(@Nullable String id) {
        StoredSecret secret = get(id);
        if (secret.gone().isPresent()) {
            throw SecretRefusal.INVALID_REQUEST.because(
                    "You can't perform this operation on the secret because it was marked for deletion.");
        }
        return secret;
    }

    StoredSecret put(StoredSecret secret) {
        byName.put(secret.name(), secret);
        return secret;
    }

    /** What AWS calls it: the name, and letters that nobody can foresee. */
    String newArn(String name) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < RANDOM_LETTERS; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return arnPrefix + name + "-" + letters;
    }

    private boolean isGone(StoredSecret secret) {
        return secret.gone().map(deletion -> !now().isBefore(deletion.end())).orElse(false);
    }
}
