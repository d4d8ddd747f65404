package io.siteward.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.graph.Change;
import io.siteward.graph.Diff;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociations;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.Origins;

/** What is closed of a distribution of which nothing else can be changed: K1 and K2 are the site's keys, K9 is a stranger's. */
class PrivateBehavioursTest {
    private static final String NOTHING = "nothing";
    private static final String NOBODY = "";

    @ParameterizedTest(name = "{2}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/m/*=K1 *=open           | /m/*=K1 *=open             | as wanted                | nothing",
                "*=open                   | *=K9                       | nothing is private       | nothing",
                "/m/*=K1 *=open           | /m/*=open *=open           | opened                   | /m/*=K1 *=open",
                "*=K1                     | *=open                     | opened altogether        | *=K1",
                "/m/*=K1 *=open           | *=open                     | removed                  | /m/*=K1 *=open",
                "/m/*=K1+K2 *=K1+K2       | *=K1                       | removed, a key too       | /m/*=K1 *=K1",
                "/m/*=K1 *=open           | /m/a=open /m/*=K1 *=open   | undermined               | /m/*=K1 *=open",
                "/m/*=K1 *=open           | /m/a=K9 /m/*=open *=open   | a stranger's path too    | /m/a=K9 /m/*=K1 *=open",
                "/m/*=K1 *=open           | /x=K9 /m/*=K1 *=open       | a stranger's path alone  | nothing",
                "/m/*=K1 *=open           | /m/*=K1+K9 *=open          | a stranger's key too     | /m/*=K1 *=open",
                "/m/*=K1 *=open           | /m/*=K9 *=open             | a stranger's key alone   | nothing",
                "/m/*=K1+K2 *=open        | /m/*=K1 *=open             | a key taken away         | nothing",
                "/m/*=K1+K2 *=open        | /m/*=K1+K9 *=open          | a key exchanged          | /m/*=K1 *=open",
                "/m/*=K1 *=open           | /m/*=account *=open        | a signer of old alone    | nothing",
                "/m/*=K1 *=open           | /m/*=K1+account *=open     | a signer of old too      | /m/*=K1 *=open",
                "/m/*=K1 *=open           | /m/*=K1 *=K9               | the rest closed          | nothing",
                "/m/*=K1 *=open           | /m/*=open *=K9             | the rest closed, opened  | /m/*=K1 *=K9",
                "/a/b*=K1 /a/*=K1 *=open  | /a/*=K1 /a/b*=K1 *=open    | another order            | nothing",
                "/a/b*=K1 /a/*=K1 *=open  | /a/*=open /a/b*=K1 *=open  | another order, opened    | /a/*=K1 /a/b*=K1 *=open",
                "/m/*=K1 *=open           | /m/*=K1 *=open origin:/m   | another origin path      | /m/*=K1 *=open",
                "/m/*=K1 *=open           | /m/*=K1 *=open root:m/a    | another root object      | /m/*=K1 *=open",
                "/m/*=K1 *=open           | /m/*=K1 *=open 403:/m/a    | an error page            | /m/*=K1 *=open",
                "/m/*=K1 *=open 404:/e    | /m/*=K1 *=open 404:/m/a    | another error page       | /m/*=K1 *=open 404:/e",
                "*=open                   | *=open origin:/m root:a    | nothing is private       | nothing"
            })
    void puttingBackCloses(String wanted, String found, String what, String after) {
        PrivateBehaviours restored = PrivateBehaviours.restored(
                Doors.parse(wanted).desired(), Doors.parse(found).config());

        assertThat(sent(restored)).isEqualTo(after);
        assertThat(restored.diff().openings()).isEmpty();
    }

    @ParameterizedTest(name = "{2}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/m/*=K1 *=open           | /m/*=K1 *=open             | as wanted                | nothing",
                "/m/*=K1 *=open           | /m/*=open *=open           | opened                   | /m/*=K1 *=open",
                "/m/*=K1+K2 *=open        | /m/*=open *=open           | opened, two keys         | /m/*=K1+K2 *=open",
                "/m/*=K1+later *=open     | /m/*=open *=open           | one key is not known     | /m/*=K1 *=open",
                "/m/*=later *=open        | /m/*=open *=open           | no key is known          | nothing",
                "/m/*=K1 *=open           | /x=open /m/*=open /n=K9 *=open | with others' paths   | /x=open /m/*=K1 /n=K9 *=open",
                "/m/*=K1 *=open           | *=open                     | not made yet, or removed | nothing",
                "/m/*=K1 *=open           | /m/a=open /m/*=K1 *=open   | undermined               | nothing",
                "*=K1                     | *=open                     | the rest                 | nothing",
                "/m/*=K1 *=open           | /m/*=K9 *=open             | a stranger's key alone   | nothing",
                "/m/*=K1 *=open           | /m/*=K1+K9 *=open          | a stranger's key too     | nothing",
                "/m/*=K1 *=open           | /m/*=account *=open        | a signer of old alone    | nothing",
                "/m/*=K1 *=open           | /m/*=K1 *=open origin:/m   | another origin path      | /m/*=K1 *=open",
                "/m/*=K1 *=open           | *=open origin:/m           | that, and not made yet   | *=open",
                "/m/*=K1 *=open           | /m/*=K1 *=open root:m/a    | another root object      | nothing",
                "/m/*=K1 *=open           | /m/*=K1 *=open 403:/m/a    | an error page            | nothing",
                "*=open                   | *=open origin:/m           | nothing is private       | nothing"
            })
    void closingCloses(String wanted, String found, String what, String after) {
        PrivateBehaviours closed = PrivateBehaviours.closed(
                Doors.parse(wanted).desired(), Doors.parse(found).config());

        assertThat(sent(closed)).isEqualTo(after);
        assertThat(closed.diff().openings()).isEmpty();
    }

    /** All that somebody may have made of the site's two private paths, one of which lies within the other. */
    static Stream<String> manifests() {
        return Stream.of("K1", "K1+K2")
                .flatMap(keys -> Stream.of("open", keys)
                        .flatMap(rest -> Stream.of("/a/b*=@ /a/*=@ *=", "/a/*=@ /a/b*=@ *=", "/a/b*=@ *=", "/a/*=@ *=")
                                .map(paths -> paths.replace("@", keys) + rest)));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void puttingBackOpensNothingAndLeavesNothingOpen(String manifest) {
        Doors wanted = Doors.parse(manifest);
        for (Doors found : intrusions()) {
            Doors after = Doors.of(
                    PrivateBehaviours.restored(wanted.desired(), found.config()).config());
            for (String path : List.of("/a/b", "/a/x", "/x")) {
                for (String signer : List.of("K1", "K2", "K9", "account")) {
                    assertThat(!after.opens(path, signer) || found.opens(path, signer))
                            .as("%s opens %s of %s, after which it was %s", signer, path, found, after)
                            .isTrue();
                }
                assertThat(wanted.opens(path, NOBODY) || !after.opens(path, NOBODY))
                        .as("%s of %s is closed, after which it was %s", path, found, after)
                        .isTrue();
            }
            for (String object : List.of("/a/b", "/a/x", "/x", "/index.html")) {
                assertThat(wanted.shows(object, NOBODY) || !after.shows(object, NOBODY))
                        .as("%s of %s is shown to nobody, after which it was %s", object, found, after)
                        .isTrue();
            }
        }
    }

    private static List<Doors> intrusions() {
        List<String> states = List.of("open", "K1", "K2", "K1+K2", "K9", "K1+K9", "account", "K1+account");
        List<Doors> all = new ArrayList<>();
        for (String rest : states) {
            all.add(Doors.parse("*=" + rest));
            for (String one : states) {
                all.add(Doors.parse("/a/*=" + one + " *=" + rest));
                all.add(Doors.parse("/a/b*=" + one + " *=" + rest));
                for (String other : states) {
                    all.add(Doors.parse("/a/b*=" + one + " /a/*=" + other + " *=" + rest));
                    all.add(Doors.parse("/a/*=" + one + " /a/b*=" + other + " *=" + rest));
                }
            }
        }
        return withOtherDoors(all);
    }

    /** Every one with one of those doors to {@code /a/b} that no behaviour closes. */
    private static List<Doors> withOtherDoors(List<Doors> behaviours) {
        List<String> others = List.of("", " origin:/a", " root:a/b", " 403:/a/b", " origin:/a root:b 403:/b");
        List<Doors> all = new ArrayList<>();
        for (Doors each : behaviours) {
            all.add(Doors.parse(each + others.get(all.size() % others.size())));
        }
        return all;
    }

    /** Without it other spellings of a private path would get past it. */
    @Test
    void puttingBackGivesEveryBehaviourItsFunctionAgain() {
        Doors doors = Doors.parse("/m/*=K1 *=open");
        DistributionConfig found = doors.config().toBuilder()
                .defaultCacheBehavior(doors.config().defaultCacheBehavior().toBuilder()
                        .functionAssociations(
                                FunctionAssociations.builder().quantity(0).build())
                        .build())
                .build();

        PrivateBehaviours restored = PrivateBehaviours.restored(doors.desired(), found);

        assertThat(restored.config().defaultCacheBehavior().functionAssociations())
                .isEqualTo(doors.config().defaultCacheBehavior().functionAssociations());
        assertThat(restored.diff())
                .isEqualTo(new Diff(
                        List.of(new Change("distribution.defaultBehaviour.functionArn", "arn:function", null))));
    }

    @Test
    void puttingBackLeavesWhatDoesNotDecideWhoReads() {
        Doors doors = Doors.parse("/m/*=K1 *=K1");
        DistributionConfig found = Doors.parse("/m/*=K1 *=open").config();
        found = found.toBuilder()
                .priceClass("PriceClass_100")
                .defaultCacheBehavior(found.defaultCacheBehavior().toBuilder()
                        .compress(false)
                        .cachePolicyId("another")
                        .build())
                .build();

        PrivateBehaviours restored = PrivateBehaviours.restored(doors.desired(), found);

        assertThat(restored.config().priceClassAsString()).isEqualTo("PriceClass_100");
        assertThat(restored.config().defaultCacheBehavior())
                .returns(false, DefaultCacheBehavior::compress)
                .returns("another", DefaultCacheBehavior::cachePolicyId);
        assertThat(restored.diff())
                .isEqualTo(
                        new Diff(List.of(new Change("distribution.defaultBehaviour.trustedKeyGroups", "[K1]", null))));
    }

    @Test
    void puttingBackLeavesTheOriginsAndTheirDomains() {
        Origin other = Origin.builder().id("other").originPath("/m").build();
        DistributionConfig found = Doors.parse("/m/*=K1 *=open").config();
        Origin ours = found.origins().items().get(0).toBuilder()
                .domainName("another.example")
                .originPath("/m")
                .build();

        PrivateBehaviours restored = PrivateBehaviours.restored(
                Doors.parse("/m/*=K1 *=open").desired(),
                found.toBuilder()
                        .origins(
                                Origins.builder().quantity(2).items(other, ours).build())
                        .build());

        assertThat(restored.config().origins().items())
                .containsExactly(other, ours.toBuilder().originPath("").build());
        assertThat(restored.diff())
                .isEqualTo(new Diff(List.of(new Change("distribution.origins[bucket].path", "", "/m"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/m/*=later *=open        | /m/*=open *=open        | /m/*",
                "/m/*=later /n=later *=open | /n=open /m/*=open *=open | /m/* /n",
                "/m/*=K1+later *=open     | /m/*=open *=open        | ''",
                "/m/*=later *=open        | /m/*=K9 *=open          | ''",
                "/m/*=later *=open        | *=open                  | ''",
                "*=later                  | *=open                  | ''"
            })
    void tellsWhatStandsOpenOfWhichNoKeyGroupIsKnown(String wanted, String found, String open) {
        assertThat(PrivateBehaviours.notClosable(
                        Doors.parse(wanted).desired(), Doors.parse(found).config()))
                .isEqualTo(open.isEmpty() ? List.of() : List.of(open.split(" ")));
    }

    /** CloudFront refuses a behaviour whose origin is none of the distribution's. */
    @Test
    void puttingBackClosesWhatIsOpenThoughTheSitesOriginIsGone() {
        Origin other = Origin.builder().id("other").build();
        DistributionConfig found = Doors.parse("/m/*=open *=open").config();
        found = found.toBuilder()
                .origins(Origins.builder().quantity(1).items(other).build())
                .defaultCacheBehavior(found.defaultCacheBehavior().toBuilder()
                        .targetOriginId("other")
                        .build())
                .cacheBehaviors(paths -> paths.quantity(0))
                .build();

        PrivateBehaviours restored =
                PrivateBehaviours.restored(Doors.parse("/m/*=K1 *=K1").desired(), found);

        assertThat(sent(restored)).isEqualTo("/m/*=K1 *=K1");
        assertThat(restored.config().defaultCacheBehavior().targetOriginId()).isEqualTo("other");
        assertThat(restored.config().cacheBehaviors().items())
                .extracting(CacheBehavior::targetOriginId)
                .containsExactly("other");
    }

    private static String sent(PrivateBehaviours behaviours) {
        return behaviours.diff().isEmpty()
                ? NOTHING
                : Doors.of(behaviours.config()).toString();
    }
}
