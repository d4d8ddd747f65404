package io.siteward.signing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/**
 * What a flow has come to, without the numbers and ids that another life may have chosen otherwise.
 *
 * @param generations for each what there is of it and what is made of it
 * @param stored how many values there are
 * @param publicKeys how many public keys the account has
 * @param keyGroups how many key groups the account has
 */
record KeyEnd(
        boolean isGone, List<String> generations, int stored, int publicKeys, int keyGroups, Map<String, String> said) {

    static KeyEnd of(SigningKeyWorld world, KeyStorage storage) {
        KeyRing ring = world.ring();
        CloudFrontClient cloudFront = world.cloud.client(CloudFrontClient.class);
        return new KeyEnd(
                world.isGone(),
                ring.generations().stream().map(each -> word(each, ring)).toList(),
                world.stored(storage).size(),
                cloudFront.listPublicKeys(list -> {}).publicKeyList().items().size(),
                cloudFront.listKeyGroups(list -> {}).keyGroupList().items().size(),
                world.isGone()
                        ? Map.of()
                        : Map.of(
                                "Ready", world.condition("Ready").status(),
                                "Reconciling", world.condition("Reconciling").status()));
    }

    private static String word(Generation generation, KeyRing ring) {
        List<String> words = new ArrayList<>();
        words.add(generation.isWhole() ? "whole" : "half");
        words.add(generation.publicKey().filter(ring.members()::contains).isPresent() ? "trusted" : "not trusted");
        words.add(ring.current().equals(Optional.of(generation)) ? "used" : "not used");
        return String.join(", ", words);
    }
}
