package io.siteward.sign.api;

import java.util.Map;

/** A request is not carried out. What is told of it goes to the caller. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Status status;
    private final String detail;
    private final transient Map<String, String> headers;

    Refusal(Status status, String detail) {
        this(status, detail, Map.of());
    }

    Refusal(Status status, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.detail = detail;
        this.headers = headers;
    }

    /** The statuses of refusals. */
    enum Status {
        BAD_REQUEST(400, "Bad Request"),
        UNAUTHORIZED(401, "Unauthorized"),
        FORBIDDEN(403, "Forbidden"),
        METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
        CONTENT_TOO_LARGE(413, "Content Too Large"),
        UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type"),
        INTERNAL_SERVER_ERROR(500, "Internal Server Error"),
        SERVICE_UNAVAILABLE(503, "Service Unavailable");

        private final int code;
        private final String title;

        Status(int code, String title) {
            this.code = code;
            this.title = title;
        }

        int code() {
            return code;
        }

        String title() {
            return title;
        }
    }

    Status status() {
        return status;
    }

    String detail() {
        return detail;
    }

    /** Besides those of every response. */
    Map<String, String> headers() {
        return headers;
    }
}
