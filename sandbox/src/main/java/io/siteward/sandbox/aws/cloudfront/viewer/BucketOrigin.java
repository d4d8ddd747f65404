package io.siteward.sandbox.aws.cloudfront.viewer;

import io.siteward.sandbox.aws.s3.InMemoryS3;
import io.siteward.sandbox.aws.s3.ObjectReader;
import io.siteward.sandbox.aws.s3.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The buckets of the in-memory S3 as origins. They are read only: a request to write is refused by S3's own 403. */
public final class BucketOrigin implements ObjectOrigin {
    private static final String CLOUDFRONT = "cloudfront.amazonaws.com";

    private final InMemoryS3 s3;

    public BucketOrigin(InMemoryS3 s3) {
        this.s3 = s3;
    }

    @Override
    public Answer fetch(Request request) {
        try {
            return switch (request.method()) {
                case "GET", "HEAD" -> read(request);
                case "OPTIONS" -> preflight(request);
                default -> refusal(403, "AccessDenied", "Access Denied");
            };
        } catch (S3Exception e) {
            return refusal(
                    e.statusCode(),
                    e.awsErrorDetails().errorCode(),
                    e.awsErrorDetails().errorMessage());
        }
    }

    private Answer read(Request request) {
        ObjectReader reader = request.signedFor()
                .map(arn -> ObjectReader.service(CLOUDFRONT, arn, request.secureTransport()))
                .orElseGet(() -> ObjectReader.anonymous(request.secureTransport()));
        StoredObject object = s3.read(reader, request.bucketName(), request.key());
        Map<String, String> headers = new TreeMap<>(object.headers());
        cors(request, request.method(), List.of()).ifPresent(headers::putAll);
        return new Answer(200, headers, object.content());
    }

    /**
     * Needs no permission, only a CORS configuration that matches.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html">OPTIONS object</a>
     */
    private Answer preflight(Request request) {
        String method = request.headers().get("access-control-request-method");
        if (method == null || !request.headers().containsKey("origin")) {
            return refusal(400, "BadRequest", "Insufficient information. Origin request header needed.");
        }
        String wanted = request.headers().getOrDefault("access-control-request-headers", "");
        List<String> names = Stream.of(wanted.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        return cors(request, method, names)
                .map(headers -> new Answer(200, headers, SdkBytes.fromByteArray(new byte[0])))
                .orElseGet(() -> refusal(403, "AccessForbidden", "CORSResponse: This CORS request is not allowed."));
    }

    private Optional<Map<String, String>> cors(Request request, String method, List<String> names) {
        return Optional.ofNullable(request.headers().get("origin"))
                .flatMap(origin -> s3.corsHeaders(request.bucketName(), origin, method, new ArrayList<>(names)))
                .map(BucketOrigin::lowerCase);
    }

    private static Map<String, String> lowerCase(Map<String, String> headers) {
        Map<String, String> result = new TreeMap<>();
        headers.forEach((name, value) -> result.put(name.toLowerCase(Locale.ROOT), value));
        return result;
    }

    private static Answer refusal(int status, String code, String message) {
        String body = """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>%s</Code><Message>%s</Message></Error>""".formatted(code, message);
        return new Answer(status, Map.of("content-type", "application/xml"), SdkBytes.fromUtf8String(body));
    }
}
