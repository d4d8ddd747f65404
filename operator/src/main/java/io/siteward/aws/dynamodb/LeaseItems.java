package io.siteward.aws.dynamodb;

import io.siteward.lease.Claim;
import io.siteward.lease.Claiming;
import io.siteward.lease.Lease;
import io.siteward.lease.Member;
import io.siteward.lease.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Members and leases as items, whose attributes a person can read in the console. An absent holder or cluster is an
 * absent attribute.
 */
record LeaseItems(String fleet) {
    static final String FLEET = "fleet";
    static final String RECORD = "record";
    static final String VERSION = "version";
    static final String STATE = "state";

    /** What the sort keys of members begin with. */
    static final String MEMBERS = "member/";

    static final String LEASES = "lease/";

    Map<String, AttributeValue> key(String record) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        key.put(FLEET, AttributeValue.fromS(fleet));
        key.put(RECORD, AttributeValue.fromS(record));
        return key;
    }

    Map<String, AttributeValue> of(Member member) {
        Map<String, AttributeValue> item = key(MEMBERS + member.id());
        item.put("instance", AttributeValue.fromS(member.instance()));
        item.put("cluster", AttributeValue.fromS(member.cluster()));
        item.put(STATE, AttributeValue.fromS(member.state().name()));
        item.put("lease", AttributeValue.fromS(member.lease().toString()));
        item.put("moves", AttributeValue.fromN(Long.toString(member.moves())));
        item.put("renewed", AttributeValue.fromS(member.renewed().toString()));
        item.put(VERSION, AttributeValue.fromS(member.version()));
        return item;
    }

    Map<String, AttributeValue> of(Lease lease) {
        Map<String, AttributeValue> item = key(LEASES + lease.key());
        item.put("epoch", AttributeValue.fromN(Long.toString(lease.epoch())));
        put(item, "holder", lease.holder());
        put(item, "cluster", lease.cluster());
        item.put("since", AttributeValue.fromS(lease.since().toString()));
        Map<String, AttributeValue> claims = new LinkedHashMap<>();
        lease.claims().forEach((cluster, claim) -> claims.put(cluster, AttributeValue.fromM(of(claim))));
        item.put("claims", AttributeValue.fromM(claims));
        item.put("claiming", AttributeValue.fromS(lease.claiming().name()));
        item.put("readiness", AttributeValue.fromM(of(lease.readiness())));
        item.put(VERSION, AttributeValue.fromS(lease.version()));
        return item;
    }

    private static void put(Map<String, AttributeValue> item, String name, @Nullable String text) {
        if (text != null) {
            item.put(name, AttributeValue.fromS(text));
        }
    }

    private static Map<String, AttributeValue> of(Claim claim) {
        return Map.of(
                "spec",
                AttributeValue.fromS(claim.spec()),
                "since",
                AttributeValue.fromS(claim.since().toString()));
    }

    private static Map<String, AttributeValue> of(Readiness readiness) {
        return Map.of(
                "status",
                AttributeValue.fromS(readiness.status()),
                "reason",
                AttributeValue.fromS(readiness.reason()),
                "message",
                AttributeValue.fromS(readiness.message()));
    }

    /**
     * The member that an item says.
     *
     * @throws IllegalArgumentException when an attribute is missing or is not what we write
     * @throws java.time.DateTimeException when a time is none
     */
    static Member member(Map<String, AttributeValue> item) {
        return new Member(
                name(item, MEMBERS),
                text(item, "instance"),
                text(item, "cluster"),
                Member.State.valueOf(text(item, STATE)),
                Duration.parse(text(item, "lease")),
                number(item, "moves"),
                Instant.parse(text(item, "renewed")),
                text(item, VERSION));
    }

    /** The lease that an item says; throws as {@link #member} does. */
    static Lease lease(Map<String, AttributeValue> item) {
        Map<String, Claim> claims = new LinkedHashMap<>();
        map(item, "claims").forEach((cluster, claim) -> claims.put(cluster, claim(claim.m())));
        Map<String, AttributeValue> readiness = map(item, "readiness");
        return new Lease(
                name(item, LEASES),
                number(item, "epoch"),
                optional(item, "holder").orElse(null),
                optional(item, "cluster").orElse(null),
                Instant.parse(text(item, "since")),
                claims,
                Claiming.valueOf(text(item, "claiming")),
                new Readiness(text(readiness, "status"), text(readiness, "reason"), text(readiness, "message")),
                text(item, VERSION));
    }

    private static Claim claim(Map<String, AttributeValue> claim) {
        return new Claim(text(claim, "spec"), Instant.parse(text(claim, "since")));
    }

    private static String name(Map<String, AttributeValue> item, String prefix) {
        return text(item, RECORD).substring(prefix.length());
    }

    private static Optional<String> optional(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return optional(item, name).orElseThrow(() -> missing(name));
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(
                Optional.ofNullable(item.get(name)).map(AttributeValue::n).orElseThrow(() -> missing(name)));
    }

    private static Map<String, AttributeValue> map(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name))
                .filter(AttributeValue::hasM)
                .map(AttributeValue::m)
                .orElseThrow(() -> missing(name));
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("its attribute " + name + " is missing or of another type");
    }
}
