package io.siteward.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a custom resource that this version's types do not fit, for example after going back to an older version, with
 * its metadata alone: spec and status are null. Otherwise one such object would fail every list that holds it, and end
 * the watch of all others.
 */
public final class UnreadableObjects {
    private static final Logger log = LoggerFactory.getLogger(UnreadableObjects.class);

    private UnreadableObjects() {}

    /** What fabric8's clients read and write with. */
    public static KubernetesSerialization tolerant() {
        SimpleModule module = new SimpleModule("unreadable-objects");
        module.setDeserializerModifier(new OfCustomResources());
        return new KubernetesSerialization(new ObjectMapper().registerModule(module), true);
    }

    private static final class OfCustomResources extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
            return CustomResource.class.isAssignableFrom(bean.getBeanClass())
                    ? new Tolerant(deserializer)
                    : deserializer;
        }
    }

    private static final class Tolerant extends DelegatingDeserializer {
        private static final long serialVersionUID = 1L;

        Tolerant(JsonDeserializer<?> delegate) {
            super(delegate);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegate) {
            return new Tolerant(delegate);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            ObjectNode given = context.readValue(parser, ObjectNode.class);
            try {
                return read(given, parser, context);
            } catch (JsonMappingException e) {
                log.error(
                        "{} {}/{} cannot be read and is left alone: {}",
                        given.path("kind").asText(),
                        given.at("/metadata/namespace").asText(),
                        given.at("/metadata/name").asText(),
                        e.getOriginalMessage());
                return read(given.retain(List.of("apiVersion", "kind", "metadata")), parser, context);
            }
        }

        private Object read(ObjectNode from, JsonParser parser, DeserializationContext context) throws IOException {
            try (JsonParser tree = from.traverse(parser.getCodec())) {
                tree.nextToken();
                return super.deserialize(tree, context);
            }
        }
    }
}
