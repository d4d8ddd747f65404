package io.siteward.sandbox.aws.wire;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.InMemoryService;
import io.siteward.sandbox.aws.wire.ErrorFormat.Failure;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;

/** One service on the wire: requests in, answers out. */
final class ServiceEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceEndpoint.class);

    private final InMemoryAws aws;
    private final String signingName;
    private final Protocol protocol;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    ServiceEndpoint(InMemoryAws aws, InMemoryService<?> service) {
        this.aws = aws;
        this.signingName = service.signingName();
        this.protocol = ServiceModel.of(service.clientType()).protocol();
    }

    ErrorFormat errors() {
        return protocol.errors();
    }

    /**
     * Answers one request; failures are answers too.
     *
     * @throws SdkClientException when the answer shall be lost
     */
    WireResponse answer(WireRequest raw, Caller caller, String requestId) {
        String operationName = "unknown operation";
        try {
            WireRequest request = protocol.normalised(raw);
            Optional<Operation> found = protocol.operation(request);
            if (found.isEmpty()) {
                return fail(
                        notImplemented(raw.method() + " " + raw.rawPath() + " is no operation known here"), requestId);
            }
            Operation operation = found.get();
            operationName = operation.name();
            SdkRequest read = protocol.read(operation, request);
            SdkClient client = aws.client(signingName, caller).orElseThrow();
            return protocol.write(operation, operation.call(client, read, request.body()), requestId);
        } catch (AwsServiceException e) {
            boolean complete = e.statusCode() > 0
                    && e.awsErrorDetails() != null
                    && e.awsErrorDetails().errorCode() != null;
            return fail(complete ? failure(e) : defect(operationName, e), requestId);
        } catch (SdkClientException e) {
            throw e;
        } catch (MalformedRequest e) {
            return fail(errors().malformed(String.valueOf(e.getMessage())), requestId);
        } catch (UnsupportedOperationException e) {
            // The JDK's collections throw it too, when a service changes what it must not.
            boolean ofTheJdk = e.getStackTrace().length > 0
                    && e.getStackTrace()[0].getClassName().startsWith("java.");
            return fail(ofTheJdk ? defect(operationName, e) : unsupported(operationName), requestId);
        } catch (RuntimeException | Error e) {
            // The HTTP server would swallow it and close the connection.
            return fail(defect(operationName, e), requestId);
        }
    }

    WireResponse fail(Failure failure, String requestId) {
        return errors().write(failure, requestId);
    }

    private Failure unsupported(String operation) {
        if (reported.add(operation)) {
            LOG.warn("the in-memory {} does not have {}", signingName, operation);
        }
        return notImplemented("the in-memory " + signingName + " does not have " + operation);
    }

    /** Among these is an AWS exception without a status or an error code. */
    private Failure defect(String operation, Throwable cause) {
        LOG.error("{} {} failed, which is a defect of the in-memory AWS", signingName, operation, cause);
        return new Failure(500, "InternalError", "We encountered an internal error: " + cause);
    }

    private static Failure notImplemented(String message) {
        return new Failure(501, "NotImplemented", message);
    }

    private static Failure failure(AwsServiceException e) {
        return new Failure(
                e.statusCode(),
                e.awsErrorDetails().errorCode(),
                Optional.ofNullable(e.awsErrorDetails().errorMessage()).orElse(""),
                Optional.of(e));
    }
}
