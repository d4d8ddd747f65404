package io.siteward.contract;

import static io.siteward.contract.Side.answer;
import static io.siteward.contract.Side.read;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.Tag;

/** Where keys are kept: Parameter Store and Secrets Manager. */
final class SecretBehaviours {
    private static final String NAME = "/siteward/fleet/web/docs/1";
    private static final String SECRET = "siteward/fleet/web/docs/1";
    private static final String TOKEN = "12345678-1234-1234-1234-123456789012";

    private SecretBehaviours() {}

    static List<Behaviour> all() {
        return Stream.of(parameters(), refusedParameters(), secrets(), deletedSecrets())
                .flatMap(List::stream)
                .toList();
    }

    private static Behaviour ssm(String name, String expected, Function<SsmClient, String> trial) {
        return Behaviour.of(name, expected, side -> trial.apply(side.ssm()));
    }

    private static Behaviour secret(String name, String expected, Function<SecretsManagerClient, String> trial) {
        return Behaviour.of(name, expected, side -> trial.apply(side.secretsManager()));
    }

    private static List<Behaviour> parameters() {
        return List.of(
                ssm("a secure parameter is read decrypted", "v SecureString 1", ssm -> {
                    ssm.putParameter(secure());
                    Parameter read = ssm.getParameter(get -> get.name(NAME).withDecryption(true))
                            .parameter();
                    return read.value() + " " + read.typeAsString() + " " + read.version();
                }),
                ssm("a secure parameter does not show its value undecrypted", "false", ssm -> {
                    ssm.putParameter(secure());
                    return String.valueOf(ssm.getParameter(get -> get.name(NAME))
                            .parameter()
                            .value()
                            .equals("v"));
                }),
                ssm("a parameter has an ARN with its path", arn(), ssm -> {
                    ssm.putParameter(secure());
                    return ssm.getParameter(get -> get.name(NAME)).parameter().arn();
                }),
                ssm("an overwritten parameter has the next version", "2 w", ssm -> {
                    ssm.putParameter(secure());
                    long version = ssm.putParameter(secure().toBuilder()
                                    .value("w")
                                    .overwrite(true)
                                    .build())
                            .version();
                    return version + " "
                            + ssm.getParameter(get -> get.name(NAME).withDecryption(true))
                                    .parameter()
                                    .value();
                }),
                ssm("an old version of a parameter is read by its number", "v", ssm -> {
                    ssm.putParameter(secure());
                    ssm.putParameter(
                            secure().toBuilder().value("w").overwrite(true).build());
                    return ssm.getParameter(get -> get.name(NAME + ":1").withDecryption(true))
                            .parameter()
                            .value();
                }),
                ssm("parameters are listed below a path", "[" + NAME + "]", ssm -> {
                    ssm.putParameter(secure());
                    ssm.putParameter(
                            secure().toBuilder().name("/siteward/other").build());
                    return ssm
                            .getParametersByPath(
                                    list -> list.path("/siteward/fleet").recursive(true))
                            .parameters()
                            .stream()
                            .map(Parameter::name)
                            .toList()
                            .toString();
                }),
                ssm("several parameters are read, and what is missing is told", "1 [/none]", ssm -> {
                    ssm.putParameter(secure());
                    var read = ssm.getParameters(get -> get.names(NAME, "/none"));
                    return read.parameters().size() + " " + read.invalidParameters();
                }),
                ssm("a parameter is tagged when it is made, and later", "[owner, stage]", ssm -> {
                    ssm.putParameter(secure().toBuilder().tags(tag("owner")).build());
                    ssm.addTagsToResource(add ->
                            add.resourceType("Parameter").resourceId(NAME).tags(tag("stage")));
                    return ssm
                            .listTagsForResource(
                                    list -> list.resourceType("Parameter").resourceId(NAME))
                            .tagList()
                            .stream()
                            .map(Tag::key)
                            .sorted()
                            .toList()
                            .toString();
                }));
    }

    private static List<Behaviour> refusedParameters() {
        return List.of(
                ssm("a parameter is not overwritten unasked", "400 ParameterAlreadyExists", ssm -> {
                    ssm.putParameter(secure());
                    return answer(() -> ssm.putParameter(secure()));
                }),
                ssm(
                        "a parameter takes no tags with overwrite",
                        "400 ValidationException",
                        ssm -> answer(() -> ssm.putParameter(secure().toBuilder()
                                .overwrite(true)
                                .tags(tag("owner"))
                                .build()))),
                ssm(
                                "a standard parameter has 4 KB at most",
                                "400 ValidationException",
                                ssm -> answer(() -> ssm.putParameter(secure().toBuilder()
                                        .value("v".repeat(4097))
                                        .build())))
                        .motoShows("ok", MotoGap.UNCHECKED),
                ssm(
                        "a parameter's path does not begin with aws",
                        "400 AccessDeniedException",
                        ssm -> answer(() -> ssm.putParameter(
                                secure().toBuilder().name("/aws/x").build()))),
                ssm(
                        "a parameter that is not there is not found",
                        "400 ParameterNotFound",
                        ssm -> answer(() -> ssm.getParameter(get -> get.name(NAME)))),
                ssm("a deleted parameter is not found", "400 ParameterNotFound", ssm -> {
                    ssm.putParameter(secure());
                    ssm.deleteParameter(delete -> delete.name(NAME));
                    return answer(() -> ssm.deleteParameter(delete -> delete.name(NAME)));
                }));
    }

    private static List<Behaviour> secrets() {
        return List.of(
                secret("a secret is read by its name", "v [AWSCURRENT]", secrets -> {
                    secrets.createSecret(made());
                    var read = secrets.getSecretValue(get -> get.secretId(SECRET));
                    return read.secretString() + " " + read.versionStages();
                }),
                secret("a secret's first version has the request's token", TOKEN, secrets -> {
                    secrets.createSecret(made());
                    return secrets.getSecretValue(get -> get.secretId(SECRET)).versionId();
                }),
                secret("a secret's name is taken once", "400 ResourceExistsException", secrets -> {
                    secrets.createSecret(made());
                    return answer(() -> secrets.createSecret(made().toBuilder()
                            .clientRequestToken(TOKEN.replace('1', '2'))
                            .build()));
                }),
                secret("a secret is made once for one token", "ok", secrets -> {
                    secrets.createSecret(made());
                    return answer(() -> secrets.createSecret(made()));
                }),
                secret("a new value is current, the one before previous", "w v", secrets -> {
                    secrets.createSecret(made());
                    secrets.putSecretValue(put -> put.secretId(SECRET).secretString("w"));
                    return secrets.getSecretValue(get -> get.secretId(SECRET)).secretString() + " "
                            + secrets.getSecretValue(get -> get.secretId(SECRET).versionStage("AWSPREVIOUS"))
                                    .secretString();
                }),
                secret("the versions with a label are listed", "[AWSCURRENT] [AWSPREVIOUS]", secrets -> {
                    secrets.createSecret(made());
                    secrets.putSecretValue(put -> put.secretId(SECRET).secretString("w"));
                    return secrets.listSecretVersionIds(list -> list.secretId(SECRET)).versions().stream()
                            .map(version -> version.versionStages().toString())
                            .sorted()
                            .collect(Collectors.joining(" "));
                }),
                secret("what has lost its labels is not listed unless asked for", "2 3", secrets -> {
                            secrets.createSecret(made());
                            secrets.putSecretValue(put -> put.secretId(SECRET).secretString("w"));
                            secrets.putSecretValue(put -> put.secretId(SECRET).secretString("x"));
                            return secrets.listSecretVersionIds(list -> list.secretId(SECRET))
                                            .versions()
                                            .size() + " "
                                    + secrets.listSecretVersionIds(list ->
                                                    list.secretId(SECRET).includeDeprecated(true))
                                            .versions()
                                            .size();
                        })
                        .motoShows("3 3", "moto lists versions without a label unasked"),
                secret(
                                "a secret that is not there is not found",
                                "400 ResourceNotFoundException",
                                secrets -> read(() -> secrets.getSecretValue(get -> get.secretId(SECRET))))
                        .motoShows("404 ResourceNotFoundException", "Secrets Manager answers every refusal with 400"));
    }

    private static List<Behaviour> deletedSecrets() {
        return List.of(
                secret("a secret that is to be deleted is not read", "400 InvalidRequestException", secrets -> {
                    secrets.createSecret(made());
                    secrets.deleteSecret(delete -> delete.secretId(SECRET).recoveryWindowInDays(7L));
                    return read(() -> secrets.getSecretValue(get -> get.secretId(SECRET)));
                }),
                secret("a secret that is to be deleted keeps its name", "400 InvalidRequestException", secrets -> {
                            secrets.createSecret(made());
                            secrets.deleteSecret(
                                    delete -> delete.secretId(SECRET).recoveryWindowInDays(7L));
                            return answer(() -> secrets.createSecret(made()));
                        })
                        .motoShows("ok", "moto frees the name at once"),
                secret("a secret that is to be deleted is restored", "v", secrets -> {
                    secrets.createSecret(made());
                    secrets.deleteSecret(delete -> delete.secretId(SECRET).recoveryWindowInDays(7L));
                    secrets.restoreSecret(restore -> restore.secretId(SECRET));
                    return secrets.getSecretValue(get -> get.secretId(SECRET)).secretString();
                }),
                secret("a secret waits seven days at least", "400 InvalidParameterException", secrets -> {
                    secrets.createSecret(made());
                    return answer(() -> secrets.deleteSecret(
                            delete -> delete.secretId(SECRET).recoveryWindowInDays(6L)));
                }),
                secret(
                        "a secret is forced to go though it is not there",
                        "ok",
                        secrets -> answer(() -> secrets.deleteSecret(
                                delete -> delete.secretId(SECRET).forceDeleteWithoutRecovery(true)))));
    }

    private static PutParameterRequest secure() {
        return PutParameterRequest.builder()
                .name(NAME)
                .type("SecureString")
                .value("v")
                .build();
    }

    private static CreateSecretRequest made() {
        return CreateSecretRequest.builder()
                .name(SECRET)
                .secretString("v")
                .clientRequestToken(TOKEN)
                .build();
    }

    private static Tag tag(String key) {
        return Tag.builder().key(key).value("v").build();
    }

    private static String arn() {
        return "arn:aws:ssm:eu-central-1:" + Side.ACCOUNT + ":parameter" + NAME;
    }
}
