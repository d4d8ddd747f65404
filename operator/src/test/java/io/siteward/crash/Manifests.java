package io.siteward.crash;

/** Manifests of sites. */
final class Manifests {
    private Manifests() {}

    /**
     * A site in Frankfurt.
     *
     * @param fields of the spec, in YAML's flow style, without the region; may be empty
     */
    static String site(String name, String fields) {
        return """
                apiVersion: siteward.io/v1alpha1
                kind: SecureSite
                metadata: {name: %s, namespace: web}
                spec: {region: eu-central-1%s%s}
                """.formatted(name, fields.isEmpty() ? "" : ", ", fields);
    }
}
