package io.siteward.aws.cloudfront;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CacheBehaviors;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.TrustedKeyGroups;
import software.amazon.awssdk.services.cloudfront.model.TrustedSigners;

/**
 * The behaviours of a distribution, all seen as the default one. The SDK has two types for them that know nothing of each
 * other, though the members are the same but for the pattern.
 */
final class Behaviours {
    private Behaviours() {}

    /** The settings of each by its pattern, in the order in which CloudFront tries them. */
    static Map<String, DefaultCacheBehavior> byPattern(@Nullable CacheBehaviors found) {
        Map<String, DefaultCacheBehavior> settings = new LinkedHashMap<>();
        if (found != null) {
            found.items()
                    .forEach(each -> settings.put(
                            each.pathPattern(),
                            copy(each, DefaultCacheBehavior.builder()).build()));
        }
        return settings;
    }

    /** Whether it answers only what is signed, be it by key groups or by the keys of an account. */
    static boolean asksForSignature(DefaultCacheBehavior settings) {
        return asksForKeys(settings) || asksForSigners(settings);
    }

    /** Whether the keys of groups open it. */
    static boolean asksForKeys(DefaultCacheBehavior settings) {
        TrustedKeyGroups groups = settings.trustedKeyGroups();
        return groups != null && Boolean.TRUE.equals(groups.enabled());
    }

    /** Whether the keys of AWS accounts open it, as before there were key groups. */
    static boolean asksForSigners(DefaultCacheBehavior settings) {
        TrustedSigners signers = settings.trustedSigners();
        return signers != null && Boolean.TRUE.equals(signers.enabled());
    }

    /** The behaviour of a pattern. */
    static CacheBehavior of(String pattern, DefaultCacheBehavior settings) {
        return copy(settings, CacheBehavior.builder()).pathPattern(pattern).build();
    }

    /** Sets the members that both have by the same name. */
    private static <B extends SdkPojo> B copy(SdkPojo from, B to) {
        Map<String, SdkField<?>> members =
                to.sdkFields().stream().collect(Collectors.toMap(SdkField::memberName, Function.identity()));
        for (SdkField<?> field : from.sdkFields()) {
            SdkField<?> member = members.get(field.memberName());
            Object value = field.getValueOrDefault(from);
            if (member != null && value != null && !(value instanceof SdkAutoConstructList)) {
                member.set(to, value);
            }
        }
        return to;
    }
}
