package io.siteward.sandbox.aws.wire;

import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;

/** Writes the members of an answer as XML. */
final class XmlWriter {
    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    String document() {
        return out.toString();
    }

    XmlWriter open(String name) {
        out.append('<').append(name).append('>');
        return this;
    }

    XmlWriter close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    XmlWriter text(String name, String text) {
        open(name).escaped(text);
        return close(name);
    }

    /** An element with the shape's members in it. */
    XmlWriter element(String name, SdkPojo shape) {
        out.append('<').append(name);
        Members.inBody(shape)
                .filter(field -> field.containsTrait(XmlAttributeTrait.class))
                .forEach(field -> Members.value(field, shape).ifPresent(value -> attribute(field, value)));
        out.append('>');
        members(shape);
        return close(name);
    }

    XmlWriter members(SdkPojo shape) {
        Members.inBody(shape)
                .filter(field -> !field.containsTrait(XmlAttributeTrait.class))
                .forEach(field -> Members.value(field, shape)
                        .ifPresent(value -> member(field.unmarshallLocationName(), field, value)));
        return this;
    }

    private void member(String name, SdkField<?> field, Object value) {
        switch (Members.type(field)) {
            case SDK_POJO -> element(name, (SdkPojo) value);
            case LIST -> list(name, field, (List<?>) value);
            case MAP -> map(name, field, value);
            default -> text(name, ScalarText.IN_XML.write(field, value));
        }
    }

    private void list(String name, SdkField<?> field, List<?> values) {
        ListTrait trait = field.getRequiredTrait(ListTrait.class);
        SdkField<?> element = Members.element(field);
        if (trait.isFlattened()) {
            values.forEach(value -> member(name, element, value));
            return;
        }
        String elementName = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
        open(name);
        values.forEach(value -> member(elementName, element, value));
        close(name);
    }

    private void map(String name, SdkField<?> field, Object map) {
        MapTrait trait = field.getRequiredTrait(MapTrait.class);
        String entryName = trait.isFlattened() ? name : "entry";
        if (!trait.isFlattened()) {
            open(name);
        }
        Members.entries(map).forEach((key, value) -> {
            open(entryName).text(trait.keyLocationName(), key);
            member(trait.valueLocationName(), Members.mapValue(field), value);
            close(entryName);
        });
        if (!trait.isFlattened()) {
            close(name);
        }
    }

    /** The one prefix in use is {@code xsi}, of a grantee's type in S3. */
    private void attribute(SdkField<?> field, Object value) {
        String name = field.unmarshallLocationName();
        if (name.startsWith("xsi:")) {
            out.append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"");
        }
        out.append(' ').append(name).append("=\"");
        escaped(value.toString());
        out.append('"');
    }

    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                // A parser would turn a bare carriage return into a line feed.
                case '\r' -> out.append("&#13;");
                default -> out.append(c);
            }
        }
    }
}
