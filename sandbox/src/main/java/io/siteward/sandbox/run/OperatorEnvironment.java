package io.siteward.sandbox.run;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The environment variables that lead to the sandbox and nowhere else. */
final class OperatorEnvironment {
    private static final String REGION = "eu-central-1";
    private static final String LOOPBACK = "127.0.0.1,localhost";

    private OperatorEnvironment() {}

    /** What a person exports to use kubectl and the AWS CLI against the sandbox, in that order. */
    static Map<String, String> exports(Path kubeconfig, URI aws) {
        Map<String, String> exports = new LinkedHashMap<>();
        exports.put("KUBECONFIG", kubeconfig.toString());
        exports.put("AWS_ENDPOINT_URL", aws.toString());
        exports.put("AWS_ACCESS_KEY_ID", SandboxAws.ACCESS_KEY_ID);
        exports.put("AWS_SECRET_ACCESS_KEY", SandboxAws.SECRET_ACCESS_KEY);
        exports.put("AWS_REGION", REGION);
        // Version 1 of the AWS CLI knows only this one.
        exports.put("AWS_DEFAULT_REGION", REGION);
        return exports;
    }

    /** What the functions that sign have of Lambda: the credentials of their role, and where AWS is. */
    static Map<String, String> ofTheSigner(URI aws) {
        return Map.of(
                "AWS_ENDPOINT_URL", aws.toString(),
                "AWS_ACCESS_KEY_ID", SandboxAws.SIGNER_ACCESS_KEY_ID,
                "AWS_SECRET_ACCESS_KEY", SandboxAws.SECRET_ACCESS_KEY);
    }

    /**
     * The whole environment of the operator's process: that of the sandbox without anything of AWS, so that no profile,
     * session or endpoint of the person who runs it is ever used, and under the operator's own role. {@code SITEWARD_…} variables pass, but for the
     * namespaces.
     *
     * @param namespaces those to watch, separated by commas; empty for all
     * @param nowhere a file that does not exist
     */
    static Map<String, String> of(
            Map<String, String> own, Map<String, String> exports, String namespaces, Path nowhere) {
        Map<String, String> environment = new TreeMap<>(own);
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.equals(RunningSandbox.VARIABLE));
        environment.putIfAbsent("SITEWARD_LOG_FORMAT", "text");
        environment.putIfAbsent("SITEWARD_LISTEN_PORT", "0");
        environment.put("SITEWARD_NAMESPACES", namespaces);
        environment.put("AWS_CONFIG_FILE", nowhere.toString());
        environment.put("AWS_SHARED_CREDENTIALS_FILE", nowhere.toString());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.putAll(exports);
        environment.put("AWS_ACCESS_KEY_ID", SandboxAws.OPERATOR_ACCESS_KEY_ID);
        for (String name : new String[] {"NO_PROXY", "no_proxy"}) {
            environment.merge(name, LOOPBACK, (before, loopback) -> before + "," + loopback);
        }
        return environment;
    }
}
