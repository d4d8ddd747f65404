package io.siteward.sign.figures;

import io.siteward.sign.KeyAlgorithm;
import io.siteward.sign.KeyPairs;
import io.siteward.sign.key.StoreServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.jar.JarFile;

/**
 * Prints what the package weighs and how long a fresh JVM takes to the first signature, with what AWS says of the flags of
 * its Java runtimes. It judges nothing: times are those of the machine.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html">Lambda's default compilation</a>
 */
public final class Figures {
    private static final int STARTS = 9;
    private static final List<String> LAMBDAS_FLAGS =
            List.of("-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final String CONFIGURATION = "{\"sites\":[\"https://docs.example.com\"],"
            + "\"allow\":[{\"paths\":[\"/members/*\"],\"claim\":\"cognito:groups\",\"values\":[\"members\"],"
            + "\"maxSeconds\":3600}],\"corsOrigins\":[\"https://docs.example.com\"],"
            + "\"key\":{\"store\":\"parameterStore\",\"name\":\"/siteward/f/ns/k/current\",\"region\":\"eu-central-1\"}}";
    private static final String EVENT = "{\"httpMethod\":\"POST\",\"headers\":{\"content-type\":\"application/json\"},"
            + "\"requestContext\":{\"authorizer\":{\"claims\":{\"cognito:groups\":\"members\"}}},"
            + "\"body\":\"{\\\"path\\\":\\\"/members/*\\\",\\\"expiresInSeconds\\\":600}\"}";

    private final Path jar;
    private final String classPath;
    private final Path folder;

    private Figures(Path target, Path folder) {
        this.jar = target.resolve("siteward-sign.jar");
        this.classPath = jar + File.pathSeparator + target.resolve("test-classes");
        this.folder = folder;
    }

    /**
     * Prints them.
     *
     * @param arguments the module's target folder
     */
    public static void main(String[] arguments) throws Exception {
        Figures figures = new Figures(Path.of(arguments[0]), Files.createTempDirectory("siteward-sign"));
        figures.printPackage();
        figures.printStarts();
    }

    private void printPackage() throws IOException {
        try (JarFile opened = new JarFile(jar.toFile())) {
            long classes = opened.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .count();
            System.out.printf(Locale.ROOT, "The package: %.2f MB, %d classes.%n%n", Files.size(jar) / 1e6, classes);
        }
    }

    private void printStarts() throws Exception {
        Certificate certificate = Certificate.in(folder);
        System.out.printf(
                "JDK %s, %s, median of %d starts in ms:%n%n",
                Runtime.version(), String.join(" ", LAMBDAS_FLAGS), STARTS);
        System.out.println(
                "| key, way to its store | function made | first signature | CPU until then | second | classes loaded |");
        System.out.println(
                "| --------------------- | ------------: | --------------: | -------------: | -----: | -------------: |");
        for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
            try (StoreServer plain = new StoreServer();
                    StoreServer tls = StoreServer.overTls(certificate.tls())) {
                print(algorithm + ", HTTP", algorithm, plain, LAMBDAS_FLAGS);
                List<String> options = new ArrayList<>(LAMBDAS_FLAGS);
                options.addAll(certificate.options());
                print(algorithm + ", TLS", algorithm, tls, options);
            }
        }
    }

    private void print(String name, KeyAlgorithm algorithm, StoreServer store, List<String> options)
            throws IOException, InterruptedException, GeneralSecurityException {
        String key = Base64.getEncoder()
                .encodeToString(KeyPairs.fresh(algorithm).getPrivate().getEncoded());
        store.put("/siteward/f/ns/k/current", "{\"generation\":1}");
        store.put(
                "/siteward/f/ns/k/1",
                "{\"keyPairId\":\"K1\",\"algorithm\":\"" + algorithm + "\",\"privateKey\":\"" + key + "\"}");
        Map<String, String> environment = new HashMap<>();
        environment.put("SITEWARD_SIGN", CONFIGURATION);
        environment.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        environment.put("AWS_SECRET_ACCESS_KEY", "secret");
        environment.put("AWS_ENDPOINT_URL", store.address());

        List<ColdStart> starts = new ArrayList<>();
        for (int start = 0; start < STARTS; start++) {
            starts.add(ColdStart.of(options, classPath, environment, EVENT));
        }
        List<String> listing = new ArrayList<>(options);
        listing.add("-Xlog:class+load:stdout:none");
        System.out.printf(
                "| %-21s | %13d | %15d | %14d | %6d | %14d |%n",
                name,
                median(starts, ColdStart::made),
                median(starts, ColdStart::first),
                median(starts, ColdStart::cpu),
                median(starts, ColdStart::second),
                ColdStart.of(listing, classPath, environment, EVENT).classes());
    }

    private static long median(List<ColdStart> starts, Function<ColdStart, Duration> time) {
        return starts.stream()
                .map(time)
                .sorted(Comparator.naturalOrder())
                .skip(starts.size() / 2)
                .findFirst()
                .orElseThrow()
                .toMillis();
    }
}
