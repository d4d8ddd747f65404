package io.siteward.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One suite of AWS's behaviours, against an AWS that others wrote and against the in-memory one. A difference must be
 * stated, and a stated difference must be there: an excuse that has become stale fails.
 */
@Tag("contract")
class MotoContractTest {
    private static final List<String> AGREED = new ArrayList<>();
    private static final List<String> DISAGREED = new ArrayList<>();

    static Stream<Behaviour> behaviours() {
        return Stream.of(
                        BucketBehaviours.all(),
                        SettingBehaviours.all(),
                        ObjectBehaviours.all(),
                        CloudFrontBehaviours.all(),
                        KeyBehaviours.all(),
                        SecretBehaviours.all(),
                        AccountBehaviours.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("behaviours")
    void bothShowTheSameUnlessItIsStated(Behaviour behaviour) {
        String inMemory = shown(behaviour, Side.inMemory(behaviour.forbidden()));
        String moto = shown(behaviour, Side.moto(Moto.running()));

        assertThat(inMemory).as("the in-memory AWS: " + behaviour).isEqualTo(behaviour.expected());
        String stated = behaviour.difference().map(Behaviour.Difference::shown).orElse(behaviour.expected());
        assertThat(moto).as("moto: " + behaviour).isEqualTo(stated);
        assertThat(stated.equals(behaviour.expected()))
                .as("a stated difference that is none: " + behaviour)
                .isEqualTo(behaviour.difference().isEmpty());
        note(behaviour);
    }

    private static String shown(Behaviour behaviour, Side side) {
        try (side) {
            return behaviour.trial().apply(side);
        }
    }

    private static void note(Behaviour behaviour) {
        behaviour
                .difference()
                .ifPresentOrElse(
                        difference -> {
                            DISAGREED.add(behaviour.name());
                            System.out.println("  disagree  " + behaviour + ": " + difference.reason());
                        },
                        () -> {
                            AGREED.add(behaviour.name());
                            System.out.println("  agree     " + behaviour);
                        });
    }

    @AfterAll
    static void count() {
        System.out.println(AGREED.size() + DISAGREED.size() + " contract cases: " + AGREED.size() + " agree, "
                + DISAGREED.size() + " disagree as stated");
    }
}
