package io.siteward.sign.json;

/** A text is no JSON. The message says what is wrong and where, and repeats nothing of the text but a member's name. */
public final class JsonException extends Exception {
    private static final long serialVersionUID = 1L;

    public JsonException(String message) {
        super(message);
    }
}
