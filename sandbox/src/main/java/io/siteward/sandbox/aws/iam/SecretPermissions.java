package io.siteward.sandbox.aws.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;

/**
 * What one account's requests to Parameter Store and Secrets Manager act on, in IAM's terms: the secret, and the key that
 * it is encrypted with unless that is AWS's own, which is for everybody. Of the parameters below a path the keys are not
 * asked for.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html">Parameter Store</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html">Secrets Manager</a>
 */
final class SecretPermissions {
    private static final Set<String> SERVICES = Set.of("ssm", "secretsmanager");
    private static final Map<String, List<String>> ON_THE_KEY = Map.of(
            "PutParameter", List.of("kms:Encrypt"),
            "GetParameter", List.of("kms:Decrypt"),
            "GetParameters", List.of("kms:Decrypt"),
            "CreateSecret", List.of("kms:GenerateDataKey", "kms:Decrypt"),
            "PutSecretValue", List.of("kms:GenerateDataKey", "kms:Decrypt"),
            "GetSecretValue", List.of("kms:Decrypt"));

    private final String accountId;
    private final KnownResources resources;

    SecretPermissions(String accountId, KnownResources resources) {
        this.accountId = accountId;
        this.resources = resources;
    }

    static boolean concern(String service) {
        return SERVICES.contains(service);
    }

    List<Permission> of(String region, String service, String operation, SdkRequest request) {
        return ids(request).stream()
                .flatMap(id -> Stream.concat(
                        onSecret(region, service, operation, id), onKey(region, service, operation, id, request)))
                .toList();
    }

    private Stream<Permission> onSecret(String region, String service, String operation, String id) {
        String arn = service.equals("ssm") ? parameter(region, id) : secret(region, id);
        return OperationPermissions.actions(service, operation).stream()
                .map(action -> new Permission(action, arn, Map.of()));
    }

    private Stream<Permission> onKey(String region, String service, String operation, String id, SdkRequest request) {
        Map<String, String> context = Map.of("kms:ViaService", service + "." + region + ".amazonaws.com");
        return key(region, service, operation, id, request)
                .filter(key -> !key.startsWith("alias/aws/"))
                .map(key -> key.startsWith("arn:") ? key : "arn:aws:kms:" + region + ":" + accountId + ":key/" + key)
                .stream()
                .flatMap(arn -> ON_THE_KEY.getOrDefault(operation, List.of()).stream()
                        .map(action -> new Permission(action, arn, context)));
    }

    /** The key that the request names, or else that of what is there; a parameter that is put has none of before. */
    private Optional<String> key(String region, String service, String operation, String id, SdkRequest request) {
        boolean isEncrypted = !service.equals("ssm")
                || request.getValueForField("WithDecryption", Boolean.class).orElse(false);
        return text(request, "KeyId")
                .or(() -> text(request, "KmsKeyId"))
                .or(() -> isEncrypted && !operation.equals("CreateSecret")
                        ? resources.encryptionKey(service, accountId, region, id)
                        : Optional.empty());
    }

    /** A path is judged as the parameter of its name. */
    private String parameter(String region, String name) {
        return name.startsWith("arn:")
                ? name
                : "arn:aws:ssm:" + region + ":" + accountId + ":parameter/" + name.replaceFirst("^/", "");
    }

    /** Six letters stand for those that AWS makes up behind a secret's name. */
    private String secret(String region, String name) {
        return name.startsWith("arn:")
                ? name
                : "arn:aws:secretsmanager:" + region + ":" + accountId + ":secret:" + name + "-AbCdEf";
    }

    /** Names or ARNs, without the number of a version. */
    private static List<String> ids(SdkRequest request) {
        List<?> names = request.getValueForField("Names", List.class).orElse(List.of());
        Stream<String> ids = names.isEmpty()
                ? Stream.of("Name", "Path", "ResourceId", "SecretId")
                        .flatMap(member -> text(request, member).stream())
                        .limit(1)
                : names.stream().map(String::valueOf);
        List<String> all = ids.map(id -> id.startsWith("arn:") ? id : id.replaceFirst(":[0-9]+$", ""))
                .toList();
        return all.isEmpty() ? List.of("*") : all;
    }

    private static Optional<String> text(SdkRequest request, String member) {
        return request.getValueForField(member, String.class);
    }
}
