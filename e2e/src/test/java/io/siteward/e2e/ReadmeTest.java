package io.siteward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class ReadmeTest {
    private static final String FENCE = "```\n";

    /** Nobody runs pods here: between two commands, the test is the kubelet, and the role that the person gave. */
    @Test
    void itsInstallSectionHoldsWordForWord(Cluster cluster) throws IOException {
        List<String> commands = commands("## Install it");
        assertThat(commands).hasSize(3);
        try (Aws aws = Aws.start()) {
            assertThat(cluster.shell(commands.get(0)).ok().out()).contains("kubectl get securesites");
            try (Operator operator =
                    Operator.launch(cluster, Release.deployed(cluster), cluster.api(), aws.variables())) {
                operator.awaitReady();
                cluster.shell(commands.get(1)).ok();
                cluster.shell(commands.get(2)).ok();
                assertThat(aws.distributions()).hasSize(1);
                Site docs = new Site(cluster, "default", "docs");
                docs.delete();
                docs.awaitGone();
            }
            cluster.helm("uninstall", Release.NAME, "--namespace", Release.NAMESPACE, "--wait")
                    .ok();
            assertThat(aws.buckets()).isEmpty();
        }
    }

    /** The commands of the first block under this heading; a line that ends with a backslash goes on in the next. */
    private static List<String> commands(String heading) throws IOException {
        String readme = Files.readString(Project.ROOT.resolve("README.md"));
        int begin = readme.indexOf(FENCE, readme.indexOf(heading + "\n")) + FENCE.length();
        String block = readme.substring(begin, readme.indexOf(FENCE, begin));
        return block.replace("\\\n", " ").lines().toList();
    }
}
