package io.siteward.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteward.OperatorRole;
import io.siteward.lease.LeaseStore;
import io.siteward.lease.Member;
import io.siteward.lease.StoreFailure;
import io.siteward.sandbox.aws.iam.KnownResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each grant for the leases is needed: {@code crash.GrantTest} does the same for those of a site. */
class LeaseGrantsTest {
    private static final String ACCOUNT = "111122223333";
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    final DynamoDbOnTheWire wire = new DynamoDbOnTheWire();

    static List<String> actions() {
        List<String> actions = new ArrayList<>();
        leases(policy()).path("Action").forEach(action -> actions.add(action.asText()));
        return actions;
    }

    @ParameterizedTest
    @MethodSource("actions")
    void somethingIsRefusedWithout(String action) {
        ObjectNode without = policy();
        ArrayNode actions = (ArrayNode) leases(without).path("Action");
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i).asText().equals(action)) {
                actions.remove(i);
            }
        }
        wire.aws.add(OperatorRole.bound(without.toString(), KnownResources.NONE, ACCOUNT));

        List<String> failures = everything();

        assertThat(failures).anyMatch(failure -> failure.contains(action));
    }

    /** What each thing that is done with the table says when it fails. */
    private List<String> everything() {
        List<String> failures = new ArrayList<>();
        LeaseTable table = new LeaseTable(wire.client, DynamoDbOnTheWire.TABLE, "test-fleet");
        LeaseStore store = new DynamoLeaseStore(
                wire.client, DynamoDbOnTheWire.TABLE, "test-fleet", Duration.ofSeconds(5), System::nanoTime);
        Member gone = new Member("m", "m", "c", Member.State.LEFT, Duration.ofSeconds(3), 0, Instant.EPOCH, "v1");
        for (Use use : List.<Use>of(
                table::prepare,
                () -> {
                    wire.clock.advance(DynamoDbOnTheWire.SETTLING);
                    return table.prepare();
                },
                () -> store.write(gone, null),
                store::members,
                () -> store.member("m"),
                () -> store.remove(gone))) {
            try {
                use.get();
            } catch (StoreFailure e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
        wire.clock.advance(Duration.ofMinutes(10));
        table.protect().ifPresent(failures::add);
        return failures;
    }

    private interface Use {
        Object get() throws StoreFailure;
    }

    private static ObjectNode policy() {
        try {
            return (ObjectNode) JSON.readTree(OperatorRole.policy());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode leases(JsonNode policy) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> policy.path("Statement").path(i))
                .filter(statement -> statement.path("Sid").asText().equals("KeepLeases"))
                .findFirst()
                .orElseThrow();
    }
}
