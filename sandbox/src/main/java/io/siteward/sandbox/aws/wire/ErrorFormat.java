package io.siteward.sandbox.aws.wire;

import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** How a protocol says that a request failed. */
interface ErrorFormat {

    /**
     * One failure.
     *
     * @param members the modelled exception, whose members stand beside the message
     */
    record Failure(int status, String code, String message, Optional<SdkPojo> members) {
        Failure(int status, String code, String message) {
            this(status, code, message, Optional.empty());
        }
    }

    WireResponse write(Failure failure, String requestId);

    /** The header that names the request in every answer. */
    String requestIdHeader();

    /** How a request is refused whose access key does not exist. */
    Failure unknownAccessKey();

    /** How a request is refused that cannot be read. */
    Failure malformed(String reason);
}
