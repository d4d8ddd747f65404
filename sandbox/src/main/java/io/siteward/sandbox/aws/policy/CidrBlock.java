package io.siteward.sandbox.aws.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A range of addresses, version 4 or 6, as conditions on {@code aws:SourceIp} have it. */
public record CidrBlock(InetAddress network, int prefixLength) {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /**
     * Reads a range, or a single address.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static CidrBlock parse(String text) {
        int slash = text.indexOf('/');
        InetAddress network = address(slash < 0 ? text : text.substring(0, slash));
        int bits = network.getAddress().length * Byte.SIZE;
        int prefixLength = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
        if (prefixLength < 0 || prefixLength > bits) {
            throw new IllegalArgumentException("no range of addresses: " + text);
        }
        return new CidrBlock(network, prefixLength);
    }

    static boolean contains(String block, String address) {
        return parse(block).contains(address(address));
    }

    /** Whether it has the address, a literal; false for one of the other version. */
    public boolean contains(String address) {
        return contains(address(address));
    }

    private boolean contains(InetAddress address) {
        int size = network.getAddress().length;
        if (address.getAddress().length != size) {
            return false;
        }
        int hostBits = size * Byte.SIZE - prefixLength;
        return number(address).shiftRight(hostBits).equals(number(network).shiftRight(hostBits));
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    private static InetAddress address(String text) {
        // Only literals: a name must never be looked up.
        if (!LITERAL.matcher(text).matches()) {
            throw new IllegalArgumentException("no address: " + text);
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address: " + text, e);
        }
    }
}
