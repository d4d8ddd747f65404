package io.siteward.sandbox.aws.wire;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/**
 * What a distribution answers to a browser.
 *
 * @param headers as they shall be sent; {@code Content-Length} follows from the body, except in an answer to HEAD
 * @param body not sent in an answer to HEAD
 */
public record ViewerResponse(int status, Map<String, List<String>> headers, SdkBytes body) {}
