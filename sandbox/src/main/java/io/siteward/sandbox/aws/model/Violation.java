package io.siteward.sandbox.aws.model;

import java.util.Optional;

/**
 * One thing in a request that the service's official model forbids.
 *
 * @param service the signing name, for example {@code cloudfront}
 * @param operation as AWS spells it, for example {@code CreateDistributionWithTags}
 * @param path where it stands in the request, in AWS's own spelling, for example
 *     {@code distributionConfig.origins.items.1.member.domainName}; empty for the request itself
 * @param value what stands there, as text; empty for nothing
 * @param constraint the rule in the words that AWS uses, for example {@code Member must not be null}
 */
public record Violation(String service, String operation, String path, Optional<String> value, String constraint) {
    private static final int LONGEST_VALUE = 100;

    /** As AWS says it: "Value 'x' at 'y' failed to satisfy constraint: …". */
    String message() {
        String given = value.map(text -> "'" + shortened(text) + "'").orElse("null");
        return "Value " + given + " at '" + path + "' failed to satisfy constraint: " + constraint;
    }

    /** Whether it stands in this member of the request, or below it. */
    boolean isIn(String member) {
        String top = path.split("\\.", 2)[0];
        return top.equals(StructureShape.spelled(member));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    }

    @Override
    public String toString() {
        return service + " " + operation + ": " + message();
    }
}
