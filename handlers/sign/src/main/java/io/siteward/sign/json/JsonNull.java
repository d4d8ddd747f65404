package io.siteward.sign.json;

/** What {@code null} is read as. */
public enum JsonNull {
    NULL
}
