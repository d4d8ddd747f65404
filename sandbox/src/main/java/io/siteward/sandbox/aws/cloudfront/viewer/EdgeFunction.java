package io.siteward.sandbox.aws.cloudfront.viewer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptableObject;

/**
 * A CloudFront function, run as it was published. {@code async}, {@code import} and the {@code cf} helpers of the
 * runtime {@code cloudfront-js-2.0} are not there.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html">JavaScript
 *     runtime 2.0</a>
 */
record EdgeFunction(String source) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int INSTRUCTIONS = 1_000_000;

    /** Why CloudFront would answer 503 for the function. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        Failed(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** CloudFront stops a function after about a millisecond; here, after so many instructions. */
    private static final class Limited extends ContextFactory {
        @Override
        protected Context makeContext() {
            Context context = super.makeContext();
            context.setInterpretedMode(true);
            context.setLanguageVersion(Context.VERSION_ES6);
            context.setInstructionObserverThreshold(INSTRUCTIONS);
            return context;
        }

        @Override
        protected void observeInstructionCount(Context context, int instructions) {
            throw new IllegalStateException("the function runs too long");
        }
    }

    /**
     * Calls the function's {@code handler} with the event and answers what it returns.
     *
     * @throws Failed when it throws, runs too long or returns nothing
     */
    JsonNode call(JsonNode event) throws Failed {
        try (Context context = new Limited().enterContext()) {
            ScriptableObject scope = context.initSafeStandardObjects();
            context.evaluateString(scope, source, "function", 1, null);
            ScriptableObject.putProperty(scope, "eventText", event.toString());
            Object result =
                    context.evaluateString(scope, "JSON.stringify(handler(JSON.parse(eventText)))", "call", 1, null);
            return JSON.readTree(Context.toString(result));
        } catch (RhinoException | IllegalStateException | JsonProcessingException e) {
            throw new Failed(e);
        }
    }
}
