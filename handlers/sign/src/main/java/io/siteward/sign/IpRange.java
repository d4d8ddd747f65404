package io.siteward.sign;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses from which a signed URL works: an IPv4 range. CloudFront's policies know no IPv6, so a distribution that
 * they protect must not answer on it.
 *
 * @param cidr in its normal form, such as {@code 192.0.2.0/24}
 */
public record IpRange(String cidr) {
    private static final String OCTET = "(0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])";
    private static final Pattern CIDR =
            Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET + "/(0|[1-9]|[12][0-9]|3[0-2])");
    private static final int BITS = 32;

    /**
     * A range.
     *
     * @throws IllegalArgumentException when it is not an IPv4 range, or has bits set beyond its prefix
     */
    public IpRange {
        Matcher parts = CIDR.matcher(cidr);
        if (!parts.matches()) {
            throw new IllegalArgumentException("is not an IPv4 range such as 192.0.2.0/24");
        }
        long address = 0;
        for (int octet = 1; octet <= 4; octet++) {
            address = address << 8 | Long.parseLong(parts.group(octet));
        }
        int prefix = Integer.parseInt(parts.group(5));
        long beyond = (1L << (BITS - prefix)) - 1;
        if ((address & beyond) != 0) {
            throw new IllegalArgumentException("has bits set beyond its prefix of " + prefix);
        }
    }
}
