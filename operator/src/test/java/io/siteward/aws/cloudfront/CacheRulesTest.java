package io.siteward.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CacheRulesTest {
    @Test
    void putsOriginIntoTheKeyWhenAnswersDifferByIt() {
        assertThat(CacheRules.forSite(300, 86_400, true).headers()).containsExactly("Origin");
        assertThat(CacheRules.forSite(300, 86_400, false).headers()).isEmpty();
    }

    @Test
    void withoutCachingThereIsNeitherKeyNorCompression() {
        CacheRules rules = CacheRules.forSite(0, 0, true);
        assertThat(rules.headers()).isEmpty();
        assertThat(rules.gzip()).isFalse();
        assertThat(rules.brotli()).isFalse();
    }

    @Test
    void usesAwssPolicyWhereItSaysTheSame() {
        assertThat(ManagedPolicies.cachePolicyFor(CacheRules.forSite(0, 0, false)))
                .contains("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
        assertThat(ManagedPolicies.cachePolicyFor(
                        new CacheRules(1, 86_400, 31_536_000, new TreeSet<>(), "none", "none", true, true)))
                .contains("658327ea-f89d-4fab-a63d-7e88639e58f6");
    }

    @Test
    void usesNoPolicyOfAwsThatKeepsObjectsLongerThanTheirHeadersSay() {
        assertThat(ManagedPolicies.cachePolicyFor(CacheRules.forSite(86_400, 31_536_000, false)))
                .isEmpty();
    }
}
