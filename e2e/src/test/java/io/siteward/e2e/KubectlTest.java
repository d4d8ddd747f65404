package io.siteward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person sees and does with kubectl. */
@ExtendWith(Stage.class)
@TestInstance(Lifecycle.PER_CLASS)
class KubectlTest {
    private static final String SPEC = "region: eu-central-1";

    private final Cluster cluster;
    private final Installation siteward;
    private String namespace = "";
    private Site docs;

    KubectlTest(Cluster cluster) {
        this.cluster = cluster;
        this.siteward = Installation.of(cluster);
        this.docs = new Site(cluster, namespace, "docs");
    }

    @BeforeEach
    void apply() {
        namespace = cluster.newNamespace();
        docs = new Site(cluster, namespace, "docs");
        kubectlWith(docs.manifest(SPEC), "apply", "-f", "-").ok();
        kubectl("wait", "site/docs", "--for=condition=Ready", "--timeout=80s").ok();
        docs.awaitReady();
    }

    @AfterAll
    void uninstall() {
        siteward.close();
    }

    @Test
    void aSecondApplyChangesNothing() {
        JsonNode before = docs.json();
        assertThat(kubectlWith(docs.manifest(SPEC), "apply", "-f", "-").ok().out())
                .contains("unchanged");
        assertThat(docs.json()).isEqualTo(before);
    }

    @Test
    void theDiffOfWhatWasAppliedIsEmptyAndThatOfAChangeShowsItAlone() {
        assertThat(kubectlWith(docs.manifest(SPEC), "diff", "-f", "-").ok().out())
                .isEmpty();

        Command.Output diff = kubectlWith(docs.manifest(SPEC + ", ipv6: false"), "diff", "-f", "-");

        assertThat(diff.exitCode()).isEqualTo(1);
        assertThat(diff.out().lines().filter(line -> line.matches("[-+] .*")))
                .containsExactly("-  generation: 1", "+  generation: 2", "-  ipv6: true", "+  ipv6: false");
    }

    @Test
    void aFieldThatDoesNotExistIsRefused() {
        assertThat(kubectlWith(docs.manifest(SPEC + ", ipv5: true"), "apply", "-f", "-")
                        .err())
                .contains("unknown field \"spec.ipv5\"");
    }

    @Test
    void aRegionThatIsChangedIsRefusedInPlainWords() {
        assertThat(kubectlWith(docs.manifest("region: eu-west-1"), "apply", "-f", "-")
                        .err())
                .contains("region cannot be changed, since a bucket cannot move: create another site");
    }

    /** Who creates a site on the client's side owns its defaults too; on the server's side nobody does. */
    @Test
    void serverSideApplyMergesFieldsByTheirOwnersAndSaysWhoseTheyAre() {
        Site blog = new Site(cluster, namespace, "blog");
        kubectlWith(blog.manifest(SPEC + ", priceClass: PriceClass_100"), serverSide("team-a"))
                .ok();
        assertThat(kubectlWith(blog.manifest(SPEC + ", priceClass: PriceClass_200"), serverSide("team-b"))
                        .err())
                .contains("conflict with \"team-a\"")
                .contains(".spec.priceClass");

        kubectlWith(blog.manifest(SPEC + ", tags: {owner: b}"), serverSide("team-b"))
                .ok();

        JsonNode site = blog.awaitReady();
        assertThat(site.at("/spec/priceClass").asText()).isEqualTo("PriceClass_100");
        assertThat(site.at("/spec/tags/owner").asText()).isEqualTo("b");
    }

    @Test
    void errorPagesOfTwoOwnersAreOneListByStatus() {
        kubectlWith(docs.manifest(SPEC + ", errorPages: [{status: 404, path: /404.html}]"), serverSide("team-a"))
                .ok();
        kubectlWith(docs.manifest(SPEC + ", errorPages: [{status: 500, path: /500.html}]"), serverSide("team-b"))
                .ok();
        assertThat(docs.awaitReady().at("/spec/errorPages").findValuesAsText("status"))
                .containsExactly("404", "500");
    }

    @Test
    void explainTellsWhatAFieldMeans() {
        assertThat(kubectl("explain", "site.spec.resyncSeconds").ok().out())
                .contains("After how many seconds the site is compared with AWS again");
        assertThat(kubectl("explain", "site.spec.priceClass").ok().out()).contains("PriceClass_100");
    }

    @Test
    void theColumnsSayHowItIsAndTheWideOnesWhereItIs() {
        assertThat(table(kubectl("get", "sites")).get(0))
                .containsExactly("NAME", "READY", "SYNCED", "URL", "REASON", "AGE");
        JsonNode status = docs.json().path("status");

        List<List<String>> wide = table(kubectl("get", "site", "-o", "wide"));

        assertThat(wide.get(0))
                .containsExactly("NAME", "READY", "SYNCED", "URL", "REASON", "AGE", "DISTRIBUTION", "REGION");
        assertThat(wide.get(1))
                .startsWith("docs", "True", "True", status.path("url").asText(), "Ready")
                .endsWith(status.path("distributionId").asText(), "eu-central-1");
    }

    @Test
    void describeTellsWhatHappened() {
        assertThat(kubectl("describe", "site", "docs").ok().out())
                .containsPattern("Normal +Created .* siteward +Created Distribution/docs");
    }

    @Test
    void deletingEndsWhenItIsGoneInAwsToo() {
        String bucket = docs.json().at("/status/bucketName").asText();
        kubectl("delete", "site", "docs", "--wait=false").ok();
        docs.awaitGone();
        kubectl("wait", "site/docs", "--for=delete", "--timeout=60s").ok();
        assertThat(siteward.aws().buckets()).doesNotContain(bucket);
    }

    private static String[] serverSide(String manager) {
        return new String[] {"apply", "--server-side", "--field-manager=" + manager, "-f", "-"};
    }

    private static List<List<String>> table(Command.Output output) {
        return output.ok()
                .out()
                .lines()
                .map(line -> List.of(line.strip().split(" +")))
                .toList();
    }

    private Command.Output kubectl(String... arguments) {
        return kubectlWith("", arguments);
    }

    private Command.Output kubectlWith(String manifest, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "--namespace=" + namespace;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return cluster.kubectlWith(manifest, all);
    }
}
