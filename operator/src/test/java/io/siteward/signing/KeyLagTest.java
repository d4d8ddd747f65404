package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.aws.CallRecord;
import io.siteward.sandbox.aws.LateReads;
import io.siteward.site.Quiet;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An AWS that answers reads as things stood a while ago: CloudFront, the store, or both. */
@ExtendWith(Quiet.class)
class KeyLagTest {
    private static final String SPEC = ", source: {generated: {algorithm: ECDSAP256}}";

    static Stream<Arguments> lags() {
        return Stream.of(KeyStorage.values())
                .flatMap(storage -> Stream.of("cloudfront", storage.service, "both")
                        .flatMap(which -> Stream.of(1, 5, 45).map(lag -> Arguments.of(storage, which, lag))));
    }

    @ParameterizedTest
    @MethodSource("lags")
    void makesNoSecondPairAndDiscardsNone(KeyStorage storage, String which, int seconds) {
        SigningKeyWorld world = new SigningKeyWorld(KeyFlow.manifest(storage, SPEC));
        List<LateReads> lags = Stream.of("cloudfront", storage.service)
                .filter(service -> which.equals("both") || which.equals(service))
                .map(service ->
                        Objects.requireNonNull(world.cloud.aws.services().get(service)))
                .map(service -> new LateReads(service, world.cloud.clock, Duration.ofSeconds(seconds)))
                .toList();
        lags.forEach(world.cloud.aws::add);

        world.live(Duration.ofHours(1));
        assertThat(made(world)).containsExactly("CreatePublicKey");
        assertThat(world.condition("Ready").status()).isEqualTo("True");

        world.annotate("siteward.io/rotate", "1");
        world.live(Duration.ofHours(1));
        assertThat(made(world)).containsExactly("CreatePublicKey", "CreatePublicKey");
        assertThat(world.status().generations()).hasSize(2);

        world.live(Duration.ofDays(9));
        assertThat(made(world)).containsExactly("CreatePublicKey", "CreatePublicKey", "DeletePublicKey");
        assertThat(world.stored(storage)).containsOnlyKeys("2", "current");
        assertThat(lags).allSatisfy(lag -> assertThat(lag.given()).isPositive());
    }

    /** What came of public keys. */
    private static List<String> made(SigningKeyWorld world) {
        return world.cloud.aws.calls().stream()
                .filter(call -> call.errorCode().isEmpty())
                .map(CallRecord::operation)
                .filter(operation -> operation.matches("(Create|Delete)PublicKey"))
                .toList();
    }
}
