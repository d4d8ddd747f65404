package io.siteward.e2e.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * What the servers know each other by, made anew for every run: a token for each of us, and the key that service
 * accounts' tokens are signed with. The API server makes its own certificate.
 */
record Secrets(Path folder, String admin, String controllerManager) {
    private static final int LINE = 64;

    static Secrets make(Path folder) {
        Secrets secrets = new Secrets(
                folder, UUID.randomUUID().toString(), UUID.randomUUID().toString());
        try {
            Files.createDirectories(folder);
            Files.write(
                    secrets.tokens(),
                    List.of(
                            secrets.admin + ",e2e-admin,e2e-admin,system:masters",
                            secrets.controllerManager
                                    + ",system:kube-controller-manager,system:kube-controller-manager"));
            KeyPair key = KeyPairGenerator.getInstance("RSA").generateKeyPair();
            Files.writeString(
                    secrets.signingKey(), pem("PRIVATE KEY", key.getPrivate().getEncoded()));
            Files.writeString(
                    secrets.verificationKey(), pem("PUBLIC KEY", key.getPublic().getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return secrets;
    }

    Path tokens() {
        return folder.resolve("tokens.csv");
    }

    Path signingKey() {
        return folder.resolve("service-accounts.key");
    }

    Path verificationKey() {
        return folder.resolve("service-accounts.pub");
    }

    private static String pem(String kind, byte[] content) {
        String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }
}
