package io.siteward.sandbox.aws;

import java.util.regex.Pattern;

/**
 * A choice of calls for a fault to strike.
 *
 * @param service the signing name, for example {@code s3}
 * @param operations what the operation's whole name must match
 */
public record Calls(String service, Pattern operations) {
    private static final Pattern READS = Pattern.compile("((Get|List|Head|Describe)\\p{Upper}.*|Query)");
    private static final Pattern WRITES = Pattern.compile("(?!" + READS.pattern() + "$).*");

    public static Calls of(String service) {
        return new Calls(service, Pattern.compile(".*"));
    }

    public static Calls of(String service, String operation) {
        return new Calls(service, Pattern.compile(Pattern.quote(operation)));
    }

    public static Calls reads(String service) {
        return new Calls(service, READS);
    }

    public static Calls writes(String service) {
        return new Calls(service, WRITES);
    }

    public boolean include(String calledService, String operation) {
        return service.equals(calledService) && operations.matcher(operation).matches();
    }

    static boolean areReads(String operation) {
        return READS.matcher(operation).matches();
    }
}
