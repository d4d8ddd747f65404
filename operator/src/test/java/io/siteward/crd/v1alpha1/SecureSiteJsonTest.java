package io.siteward.crd.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class SecureSiteJsonTest {
    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void readsWhatItKnowsAndIgnoresTheRest() {
        SecureSite site = serialization.unmarshal("""
                apiVersion: siteward.io/v1alpha1
                kind: SecureSite
                metadata: {name: docs, namespace: web}
                spec:
                  region: eu-central-1
                  fromALaterVersion: {a: 1}
                  routing: {spa: {later: true}}
                  headers: {preset: Basic, later: []}
                  priceClass: PriceClass_200
                  minimumTlsVersion: TLSv1.3_2025
                status: {later: 1}
                """, SecureSite.class);

        SecureSiteSpec spec = site.getSpec();
        assertThat(spec.region()).isEqualTo("eu-central-1");
        assertThat(spec.routing()).isEqualTo(new Routing(new Routing.Spa(), null));
        assertThat(spec.headers().preset()).isEqualTo(Headers.Preset.BASIC);
        assertThat(spec.priceClass()).isEqualTo(PriceClass.CLASS_200);
        assertThat(spec.minimumTlsVersion()).isEqualTo(TlsVersion.TLS_1_3_2025);
        assertThat(spec.aliases()).isEmpty();
        assertThat(site.getStatus()).isEqualTo(SecureSiteStatus.empty());
    }

    @Test
    void writesMarkersWithoutMembersAsEmptyObjects() {
        assertThat(serialization.asJson(new Routing(null, new Routing.FolderIndexes())))
                .isEqualTo("{\"folderIndexes\":{}}");
        assertThat(serialization.asJson(new Encryption(new Encryption.S3Managed())))
                .isEqualTo("{\"s3Managed\":{}}");
    }
}
