package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSummary;

class SharedObjectSweepTest {
    /** That of the configuration. */
    private static final Duration GRACE = Duration.ofHours(24);

    private final SiteWorld world = new SiteWorld("""
            {metadata: {name: docs}, spec: {region: eu-central-1, routing: {folderIndexes: {}}}}""").settled();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void removesWhatNoSiteOfTheClusterNamesAnyMoreAfterTheTimeOfGrace() {
        String unused = anotherShard();
        world.forget();

        world.sweep.run();
        assertThat(world.awsWrites()).isEmpty();
        world.clock.advance(GRACE);
        world.sweep.run();

        assertThat(world.awsWrites()).containsExactly("DeleteOriginAccessControl");
        assertThat(controls()).extracting(OriginAccessControlSummary::name).doesNotContain(unused);
    }

    @Test
    void triesNothingThatASiteNames() {
        world.forget();

        world.sweep.run();
        world.clock.advance(GRACE);
        world.sweep.run();

        assertThat(world.awsWrites()).isEmpty();
        assertThat(controls()).hasSize(1);
    }

    /** Without the sites everything would look unwanted. */
    @Test
    void waitsForItsNextTimeWhenTheClusterDoesNotAnswer() {
        world.sites = () -> {
            throw new KubernetesClientException("no answer");
        };
        world.forget();

        world.sweep.run();
        world.clock.advance(GRACE);
        world.sweep.run();

        assertThat(world.awsWrites()).isEmpty();
    }

    @Test
    void endsNoSweepToComeWhenOneMeetsABug() {
        world.sites = () -> {
            throw new IllegalStateException("a bug");
        };
        world.sweep.run();

        world.sites = Stream::of;
        world.forget();
        world.sweep.run();
        assertThat(world.calls()).contains("ListFunctions");
    }

    /** One like that which the site uses, under the name of the next. */
    private String anotherShard() {
        OriginAccessControlSummary used = controls().get(0);
        String name = used.name().replaceFirst("0$", "1");
        world.us
                .cloudFront()
                .createOriginAccessControl(request -> request.originAccessControlConfig(control -> control.name(name)
                        .description(used.description())
                        .originAccessControlOriginType(used.originAccessControlOriginType())
                        .signingBehavior(used.signingBehavior())
                        .signingProtocol(used.signingProtocol())));
        return name;
    }

    private List<OriginAccessControlSummary> controls() {
        return world.us
                .cloudFront()
                .listOriginAccessControls(request -> {})
                .originAccessControlList()
                .items();
    }
}
