package io.siteward.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedNameTest {
    private final List<SharedKind<?>> kinds = List.of(
            new OriginAccessControls(), new ResponseHeadersPolicies(), new CachePolicies(), new ViewerFunctions());

    @Test
    void equalContentsHaveEqualNames() {
        SharedName one = SharedName.of(new CachePolicies(), CacheRules.forSite(300, 86_400, false), 0);
        SharedName same = SharedName.of(new CachePolicies(), CacheRules.forSite(300, 86_400, false), 0);
        assertThat(one).isEqualTo(same);
    }

    @Test
    void otherContentsHaveOtherNames() {
        assertThat(SharedName.of(new ResponseHeadersPolicies(), HeaderPreset.STRICT.with(null, Map.of()), 0))
                .isNotEqualTo(SharedName.of(new ResponseHeadersPolicies(), HeaderPreset.STRICT.with("x", Map.of()), 0));
    }

    @Test
    void readsBackWhatItWrites() {
        for (SharedKind<?> kind : kinds) {
            SharedName name = SharedName.of(kind, OriginAccess.forBucket(), 7);
            assertThat(SharedName.parse(name.toString())).contains(name);
        }
    }

    @Test
    void staysWithinWhatCloudFrontAllows() {
        for (SharedKind<?> kind : kinds) {
            assertThat(SharedName.of(kind, OriginAccess.forBucket(), 9999).toString())
                    .matches("[A-Za-z0-9-_]{1,64}");
        }
    }

    @Test
    void isNotReadFromNamesOfOthers() {
        assertThat(SharedName.parse("siteward-oac")).isEmpty();
        assertThat(SharedName.parse("my-siteward-oac-0123456789abcdef-0")).isEmpty();
        assertThat(SharedName.parse("siteward-oac-0123456789abcdef-0-copy")).isEmpty();
    }
}
