package io.siteward.sign.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sign.KeyAlgorithm;
import io.siteward.sign.KeyPairs;
import io.siteward.sign.figures.Certificate;
import io.siteward.sign.key.StoreServer;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the function has in memory once it has signed: the key itself, for the time of the cache, and nothing that it came in. */
class KeyInMemoryTest {
    private static final String KEY_PAIR_ID = "KTHATISINMEMORY";
    private static final String CONFIGURATION = """
            {"sites": ["https://docs.example.com"],
             "allow": [{"paths": ["/members/*"], "claim": "cognito:groups", "values": ["members"], "maxSeconds": 3600}],
             "corsOrigins": ["https://docs.example.com"],
             "key": {"store": "parameterStore", "name": "/siteward/f/ns/k/current", "region": "eu-central-1"}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    /** Over TLS, whose buffers are the last to have it. */
    @Test
    void nothingStaysOfTheTextThatTheKeyCameIn() throws Exception {
        byte[] key = KeyPairs.fresh(KeyAlgorithm.RSA2048).getPrivate().getEncoded();
        String text = Base64.getEncoder().encodeToString(key);

        String heap = heapAfterSigningWith(text);

        assertThat(heap.contains(KEY_PAIR_ID)).isTrue();
        for (int at = 0; at + 64 <= text.length(); at += 64) {
            assertThat(heap.contains(text.substring(at, at + 64))).isFalse();
        }
    }

    /** Byte by byte as characters. */
    private String heapAfterSigningWith(String privateKey) throws Exception {
        Certificate certificate = Certificate.in(folder);
        Path dump = folder.resolve("heap.hprof");
        try (StoreServer aws = StoreServer.overTls(certificate.tls())) {
            aws.put("/siteward/f/ns/k/current", "{\"generation\":1}");
            aws.put(
                    "/siteward/f/ns/k/1",
                    "{\"keyPairId\":\"" + KEY_PAIR_ID + "\",\"algorithm\":\"RSA2048\",\"privateKey\":\"" + privateKey
                            + "\"}");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    "target/classes" + File.pathSeparator + "target/test-classes"));
            command.addAll(certificate.options());
            String event = Events.post("{\"path\":\"/members/a\",\"expiresInSeconds\":60}")
                    .json();
            command.addAll(List.of(HeapDump.class.getName(), event, dump.toString()));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("SITEWARD_SIGN", CONFIGURATION);
            builder.environment().put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
            builder.environment().put("AWS_SECRET_ACCESS_KEY", "secret");
            builder.environment().put("AWS_ENDPOINT_URL", aws.address());
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            assertThat(said).contains("\"statusCode\":200");
        }
        return Files.readString(dump, StandardCharsets.ISO_8859_1);
    }
}
