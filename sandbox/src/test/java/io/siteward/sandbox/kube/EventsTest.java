package io.siteward.sandbox.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsTest {
    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void findsTheEventsOfAnObject() {
        api.client.v1().events().resource(about("one").build()).create();
        api.client.v1().events().resource(about("two").build()).create();

        assertThat(api.client
                        .v1()
                        .events()
                        .withField("involvedObject.kind", "Kite")
                        .withField("involvedObject.name", "one")
                        .list()
                        .getItems())
                .extracting(event -> event.getMetadata().getName())
                .containsExactly("one.1");
    }

    @Test
    void showsOneEventInBothVersions() {
        api.client.v1().events().resource(about("one").build()).create();

        var newer = api.client
                .events()
                .v1()
                .events()
                .withField("regarding.name", "one")
                .list()
                .getItems()
                .get(0);
        assertThat(newer.getNote()).isEqualTo("It flies");
        assertThat(newer.getRegarding().getKind()).isEqualTo("Kite");

        newer.setNote("It lands");
        api.client.events().v1().events().resource(newer).update();
        assertThat(api.client.v1().events().withName("one.1").get().getMessage())
                .isEqualTo("It lands");
    }

    @Test
    void asksMoreOfNewerEvents() {
        var event = new io.fabric8.kubernetes.api.model.events.v1.EventBuilder()
                .withNewMetadata()
                .withName("one.2")
                .endMetadata()
                .withNewRegarding()
                .withKind("Kite")
                .withName("one")
                .withNamespace("default")
                .endRegarding()
                .withReason("Flown")
                .withType("Happy")
                .build();
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(
                        () -> api.client.events().v1().events().resource(event).create())
                .withMessageContaining("eventTime: Required value")
                .withMessageContaining("reportingController: Required value")
                .withMessageContaining("action: Required value")
                .withMessageContaining("type: Invalid value: \"Happy\"");

        event.setType("Normal");
        event.setAction("Fly");
        event.setReportingController("test.siteward.io/sky");
        event.setReportingInstance("a");
        event.setEventTime(new MicroTime("2026-03-01T12:00:00.000000Z"));
        api.client.events().v1().events().resource(event).create();
        assertThat(api.client.v1().events().withName("one.2").get().getReportingComponent())
                .isEqualTo("test.siteward.io/sky");
    }

    @Test
    void refusesAnEventInAnotherNamespaceThanItsObjects() {
        var event = about("one")
                .editInvolvedObject()
                .withNamespace("kube-system")
                .endInvolvedObject()
                .build();

        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> api.client.v1().events().resource(event).create())
                .withMessageContaining(
                        "involvedObject.namespace: Invalid value: \"kube-system\": does not match event.namespace");
    }

    private static EventBuilder about(String kite) {
        return new EventBuilder()
                .withNewMetadata()
                .withName(kite + ".1")
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion("test.siteward.io/v1")
                .withKind("Kite")
                .withName(kite)
                .withNamespace("default")
                .endInvolvedObject()
                .withType("Normal")
                .withReason("Flown")
                .withMessage("It flies");
    }
}
