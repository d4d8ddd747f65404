package io.siteward.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private final Identity identity = new Identity("prod", "SecureSite", "web", "docs");

    @Test
    void ownsWhatCarriesAllItsTags() {
        Map<String, String> tags = new HashMap<>(identity.ownerTags());
        tags.put("team", "docs");
        assertThat(identity.owns(tags)).isTrue();
    }

    @Test
    void doesNotOwnTheSameNameInAnotherFleet() {
        assertThat(identity.owns(new Identity("test", "SecureSite", "web", "docs").ownerTags()))
                .isFalse();
    }

    @Test
    void hashesEveryPart() {
        assertThat(identity.hash())
                .hasSize(20)
                .isEqualTo(new Identity("prod", "SecureSite", "web", "docs").hash())
                .isNotEqualTo(new Identity("prod", "SecureSite", "webdocs", "").hash())
                .isNotEqualTo(new Identity("test", "SecureSite", "web", "docs").hash());
    }
}
