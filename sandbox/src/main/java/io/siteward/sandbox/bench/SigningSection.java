package io.siteward.sandbox.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The part of a document that says how fast is signed. */
final class SigningSection {
    static final String TITLE = "Signing";

    private static final List<String> KEYS = List.of("RSA2048", "ECDSAP256");

    private SigningSection() {}

    /**
     * The part.
     *
     * @param rates of several rounds, of which the median counts
     */
    static String of(List<SigningRate> rates) {
        return "## " + TITLE + "\n"
                + """

            Measured by `./siteward bench signing`, which writes this part with `--write`: signatures in a second of \
            processor time, and in brackets how that compares with openssl in the same rounds, which took turns; the \
            median of ROUNDS. The function makes whole URLs with SHA-256; CloudFrontUtilities makes them with SHA-1 and \
            knows RSA only; openssl signs without making anything of it. The function takes the Amazon Corretto Crypto \
            Provider where it lies on its class path. The aim with it is 0.9.

            """.replace(
                                "ROUNDS",
                                Long.toString(rates.stream()
                                        .filter(rate -> isOf(rate, "openssl", KEYS.get(0)))
                                        .count()))
                + table(rates);
    }

    private static String table(List<SigningRate> rates) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("signatures per CPU second", "RSA 2048", "ECDSA P-256"));
        signers().forEach((signer, name) -> {
            List<String> row = new ArrayList<>(List.of(name));
            KEYS.forEach(key -> row.add(cell(rates, signer, key)));
            rows.add(row);
        });
        return MarkdownTable.of(rows);
    }

    private static Map<String, String> signers() {
        Map<String, String> signers = new LinkedHashMap<>();
        signers.put("openssl", "openssl speed");
        signers.put("accp", "the function, Corretto provider");
        signers.put("jca", "the function, JDK");
        signers.put("sdk", "CloudFrontUtilities, JDK");
        return signers;
    }

    private static String cell(List<SigningRate> rates, String signer, String key) {
        OptionalDouble rate = median(rates, signer, key);
        OptionalDouble openssl = median(rates, "openssl", key);
        if (rate.isEmpty() || openssl.isEmpty()) {
            return "-";
        }
        return String.format(
                Locale.ROOT, "%.0f (%.2f)", rate.getAsDouble(), rate.getAsDouble() / openssl.getAsDouble());
    }

    private static OptionalDouble median(List<SigningRate> rates, String signer, String key) {
        double[] found = rates.stream()
                .filter(rate -> isOf(rate, signer, key))
                .mapToDouble(SigningRate::perSecond)
                .sorted()
                .toArray();
        return found.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(found[found.length / 2]);
    }

    private static boolean isOf(SigningRate rate, String signer, String key) {
        return rate.signer().equals(signer) && rate.key().equals(key);
    }
}
