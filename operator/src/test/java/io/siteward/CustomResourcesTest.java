package io.siteward;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.gate.Subject;
import io.siteward.identity.Identity;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomResourcesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "/status"})
    void aWriteOfAManifestIsOnItsOwnBehalf(String subresource) {
        assertThat(subject("/apis/siteward.io/v1alpha1/namespaces/web/securesites/docs" + subresource))
                .isEqualTo(Subject.of(new Identity("test-fleet", "SecureSite", "web", "docs")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/apis/siteward.io/v1alpha1/namespaces/web/securesites",
                "/api/v1/namespaces/web/events",
                "/api/v1/namespaces/web/configmaps/docs",
                "/version"
            })
    void anyOtherIsTheOperators(String path) {
        assertThat(subject(path)).isEqualTo(Subject.OPERATOR);
    }

    private static Subject subject(String path) {
        return CustomResources.subject("test-fleet", URI.create("https://cluster.example" + path));
    }
}
