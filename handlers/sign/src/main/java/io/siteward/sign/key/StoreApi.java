package io.siteward.sign.key;

import io.siteward.sign.rules.InvalidConfigurationException;
import io.siteward.sign.rules.KeyPointer;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * How one value is asked for.
 *
 * @param service by the name under which it is signed, which is that of its endpoint too
 * @param endpointVariable that names another endpoint
 * @param operation as the {@code X-Amz-Target} header names it
 * @param nameMember of the request
 * @param decrypting whether the request must say so
 * @param valuePath to the value in the answer
 */
record StoreApi(
        String service,
        String endpointVariable,
        String operation,
        String nameMember,
        boolean decrypting,
        List<String> valuePath) {

    static StoreApi of(KeyPointer.Store store) {
        return switch (store) {
            case PARAMETER_STORE ->
                new StoreApi(
                        "ssm",
                        "AWS_ENDPOINT_URL_SSM",
                        "AmazonSSM.GetParameter",
                        "Name",
                        true,
                        List.of("Parameter", "Value"));
            case SECRETS_MANAGER ->
                new StoreApi(
                        "secretsmanager",
                        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                        "secretsmanager.GetSecretValue",
                        "SecretId",
                        false,
                        List.of("SecretString"));
        };
    }

    Map<String, Object> request(String name) {
        return decrypting ? Map.of(nameMember, name, "WithDecryption", true) : Map.of(nameMember, name);
    }

    /**
     * Where the service is, unless the environment says elsewhere.
     *
     * @throws InvalidConfigurationException when what the environment says is no address
     */
    URI endpoint(String region, Map<String, String> environment) {
        for (String variable : List.of(endpointVariable, "AWS_ENDPOINT_URL")) {
            String elsewhere = environment.getOrDefault(variable, "");
            if (!elsewhere.isEmpty()) {
                return HttpCalls.address(elsewhere)
                        .orElseThrow(() -> new InvalidConfigurationException(
                                variable + " is an address such as https://ssm.eu-central-1.amazonaws.com, or not set"))
                        .resolve("/");
            }
        }
        String suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
        return URI.create("https://" + service + "." + region + "." + suffix + "/");
    }
}
