package io.siteward.sign.rules;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Judges whether a path has one form only, so that whoever reads it reads the same. It is encoded where it must be and
 * nowhere else, with capitals; there are no empty segments, no {@code .} and {@code ..}; nothing that is encoded means
 * something to a server behind, when it is decoded once more.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2">RFC 3986, normal form</a>
 */
final class UrlPath {
    /** S3's keys have 1,024 bytes at most, each up to three characters here. */
    private static final int LONGEST = 3 * 1024 + 1;

    private static final String UNENCODED = "-._~!$&'()+,;=:@";
    private static final String NEVER = "/\\%?#*";
    private static final String HEX = "0123456789ABCDEF";

    private UrlPath() {}

    /** @throws IllegalArgumentException when it has not, with the reason */
    static void check(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("must begin with /");
        }
        if (path.length() > LONGEST) {
            throw new IllegalArgumentException("is too long");
        }
        if (path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
            throw new IllegalArgumentException("must have no query string and no fragment");
        }
        if (Arrays.stream(path.split("/", -1)).anyMatch(segment -> segment.equals(".") || segment.equals(".."))) {
            throw new IllegalArgumentException("must have no segment . or ..");
        }
        if (path.contains("//")) {
            throw new IllegalArgumentException("must have no empty segment");
        }
        checkCharacters(decoded(path));
    }

    private static void checkCharacters(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("must be encoded UTF-8", e);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must have no control characters");
        }
    }

    private static byte[] decoded(String path) {
        byte[] bytes = new byte[path.length()];
        int length = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) decoded(path, i);
                i += 2;
            } else if (c == '/' || isUnencoded(c)) {
                bytes[length++] = (byte) c;
            } else {
                throw new IllegalArgumentException("has a character that must be percent-encoded");
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private static int decoded(String path, int percent) {
        int high = percent + 2 < path.length() ? HEX.indexOf(path.charAt(percent + 1)) : -1;
        int low = percent + 2 < path.length() ? HEX.indexOf(path.charAt(percent + 2)) : -1;
        if (high < 0 || low < 0) {
            throw new IllegalArgumentException("must have two capital hexadecimal digits after each %");
        }
        int value = high << 4 | low;
        if (isUnencoded((char) value) || NEVER.indexOf(value) >= 0) {
            throw new IllegalArgumentException(
                    "must not encode letters, digits and - . _ ~ ! $ & ' ( ) + , ; = : @" + " / \\ % ? # *");
        }
        return value;
    }

    private static boolean isUnencoded(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || UNENCODED.indexOf(c) >= 0;
    }
}
