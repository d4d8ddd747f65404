package io.siteward.sandbox.aws.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;

/** Reads the members of a request from XML. The names of elements count, their namespaces do not. */
final class XmlReader {

    /** The document's root; empty when there is no body. */
    static Optional<Element> root(SdkBytes body) {
        byte[] bytes = body.asByteArrayUnsafe();
        if (bytes.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser().parse(new ByteArrayInputStream(bytes)).getDocumentElement());
        } catch (SAXException | IOException e) {
            throw new MalformedRequest("The XML you provided was not well-formed: " + e.getMessage(), e);
        }
    }

    private static DocumentBuilder parser() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder parser = factory.newDocumentBuilder();
            // The default handler prints to standard error.
            parser.setErrorHandler(null);
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    SdkPojo members(Element element, SdkPojo target) {
        Members.inBody(target).forEach(field -> {
            if (field.containsTrait(XmlAttributeTrait.class)) {
                if (element.hasAttribute(field.locationName())) {
                    field.set(target, element.getAttribute(field.locationName()));
                }
                return;
            }
            List<Element> found = children(element, field.locationName());
            if (!found.isEmpty()) {
                field.set(target, value(field, found));
            }
        });
        return target;
    }

    private Object value(SdkField<?> field, List<Element> found) {
        Element first = found.get(0);
        return switch (Members.type(field)) {
            case SDK_POJO -> Members.nested(field, nested -> members(first, nested));
            case LIST -> list(field, found);
            case MAP -> map(field, found);
            default -> ScalarText.IN_XML.read(field, first.getTextContent());
        };
    }

    private List<Object> list(SdkField<?> field, List<Element> found) {
        boolean flattened = field.getRequiredTrait(ListTrait.class).isFlattened();
        SdkField<?> element = Members.element(field);
        List<Object> values = new ArrayList<>();
        for (Element each : flattened ? found : children(found.get(0))) {
            values.add(value(element, List.of(each)));
        }
        return values;
    }

    private Map<String, Object> map(SdkField<?> field, List<Element> found) {
        MapTrait trait = field.getRequiredTrait(MapTrait.class);
        Map<String, Object> values = new LinkedHashMap<>();
        for (Element entry : trait.isFlattened() ? found : children(found.get(0))) {
            String key = children(entry, trait.keyLocationName()).get(0).getTextContent();
            values.put(key, value(Members.mapValue(field), children(entry, trait.valueLocationName())));
        }
        return values;
    }

    private static List<Element> children(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getTagName().equals(name))
                .toList();
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
