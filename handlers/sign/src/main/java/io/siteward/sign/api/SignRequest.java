package io.siteward.sign.api;

import io.siteward.sign.IpRange;
import io.siteward.sign.Policy;
import io.siteward.sign.json.Fields;
import io.siteward.sign.json.JsonException;
import io.siteward.sign.json.JsonParser;
import io.siteward.sign.rules.SitePath;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What the caller asks for.
 *
 * @param seconds from now until it ends
 * @param notBefore in seconds since 1970
 */
record SignRequest(
        SitePath path, long seconds, OptionalLong notBefore, Optional<IpRange> addresses, boolean asCookies) {
    /** In bytes; the longest path that may be signed, with room. */
    private static final int LONGEST_BODY = 4096;

    private enum Form {
        URL,
        COOKIES;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static SignRequest read(Event event) throws Refusal {
        if (!isJson(event.header("Content-Type").orElse(""))) {
            throw new Refusal(Refusal.Status.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.");
        }
        Object value;
        try {
            value = JsonParser.parse(text(event));
        } catch (JsonException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
        if (!(value instanceof Map<?, ?> members)) {
            throw bad("The body must be a JSON object.");
        }
        List<String> problems = new ArrayList<>();
        Fields fields = Fields.of(members, problems);
        Optional<SitePath> path = read(fields, "path", SitePath::new);
        SignRequest request = new SignRequest(
                path.orElseGet(() -> new SitePath("/")),
                fields.integer("expiresInSeconds", 1, Policy.LATEST, OptionalLong.empty()),
                fields.has("notBefore")
                        ? OptionalLong.of(fields.integer("notBefore", 1, Policy.LATEST, OptionalLong.empty()))
                        : OptionalLong.empty(),
                read(fields, "ipRange", IpRange::new),
                fields.choice("as", Form.values(), Form::word, Optional.of(Form.URL)) == Form.COOKIES);
        if (!fields.has("path")) {
            fields.complain("path", "is missing");
        }
        fields.end();
        if (!problems.isEmpty()) {
            throw bad(String.join("; ", problems) + ".");
        }
        return request;
    }

    private static <T> Optional<T> read(Fields fields, String name, Function<String, T> read) {
        try {
            return fields.text(name).map(read);
        } catch (IllegalArgumentException e) {
            fields.complain(name, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static boolean isJson(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", 2);
        return parts[0].strip().equals("application/json")
                && (parts.length == 1 || parts[1].strip().matches("charset=\"?utf-8\"?"));
    }

    private static String text(Event event) throws Refusal {
        // In base64 the same bytes are a third longer; and a character that is not ASCII is more than one byte.
        if (event.body().length() > LONGEST_BODY * 2) {
            throw tooLarge();
        }
        byte[] bytes;
        try {
            bytes = event.isBase64()
                    ? Base64.getDecoder().decode(event.body())
                    : event.body().getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw bad("The body is no base64.");
        }
        if (bytes.length > LONGEST_BODY) {
            throw tooLarge();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw bad("The body is no UTF-8.");
        }
    }

    private static Refusal tooLarge() {
        return new Refusal(Refusal.Status.CONTENT_TOO_LARGE, "The body must have at most " + LONGEST_BODY + " bytes.");
    }

    private static Refusal bad(String detail) {
        return new Refusal(Refusal.Status.BAD_REQUEST, detail);
    }
}
