package io.siteward.sandbox.run;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** The AWS credentials of who sits at the terminal, as AWS's own tools find them. */
public final class CallerCredentials {
    private CallerCredentials() {}

    /**
     * The environment with credentials in it, from a profile, a session of single sign-on or the machine's role, if it has
     * none.
     *
     * @throws SandboxFailure when there are none
     */
    public static Map<String, String> in(Map<String, String> environment) {
        if (environment.containsKey("AWS_ACCESS_KEY_ID") && environment.containsKey("AWS_SECRET_ACCESS_KEY")) {
            return environment;
        }
        try (DefaultCredentialsProvider provider =
                DefaultCredentialsProvider.builder().build()) {
            return with(environment, provider);
        }
    }

    static Map<String, String> with(Map<String, String> environment, AwsCredentialsProvider provider) {
        AwsCredentials found;
        try {
            found = provider.resolveCredentials();
        } catch (SdkException e) {
            throw new SandboxFailure("There are no AWS credentials: " + e.getMessage(), e);
        }
        Map<String, String> all = new HashMap<>(environment);
        all.put("AWS_ACCESS_KEY_ID", found.accessKeyId());
        all.put("AWS_SECRET_ACCESS_KEY", found.secretAccessKey());
        all.remove("AWS_SESSION_TOKEN");
        if (found instanceof AwsSessionCredentials session) {
            all.put("AWS_SESSION_TOKEN", session.sessionToken());
        }
        return all;
    }
}
