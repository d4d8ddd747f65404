package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.Fault;
import io.siteward.sandbox.aws.ServerFailure;
import io.siteward.sandbox.aws.iam.Denial;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;

/** That what is asked of a site in trouble is not to be had from an operator with a bug. */
@ExtendWith(Quiet.class)
class OutagePlantTest {
    private static final Complaint ERRORS = Complaint.passing("AWS had an error of its own");

    @Test
    void seesPausesThatDoNotGrow() {
        try (SiteLives lives = SiteLives.ofAnOperator(Bend.NONE, Map.of("SITEWARD_LONGEST_BACKOFF", "1s"))) {
            assertThatThrownBy(() -> outage(lives, errors(), ERRORS)).hasMessageContaining("[calls]");
        }
    }

    @Test
    void seesACallThatIsTriedAgainAndAgain() {
        try (SiteLives lives = SiteLives.ofAnOperator(bend(OutagePlantTest::insistently), Map.of())) {
            assertThatThrownBy(() -> outage(lives, errors(), ERRORS)).hasMessageContaining("[calls]");
        }
    }

    @Test
    void seesARefusalThatIsSwallowed() {
        try (SiteLives lives = SiteLives.ofAnOperator(bend(OutagePlantTest::unimpressed), Map.of())) {
            assertThatThrownBy(() -> outage(
                            lives,
                            new Denial(Calls.of("s3", "PutBucketPolicy")),
                            Complaint.lasting("s3:PutBucketPolicy")))
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void seesAComplaintThatSaysSomethingElse() {
        try (SiteLives lives = SiteLives.ofAnOperator()) {
            assertThatThrownBy(() -> outage(lives, errors(), Complaint.passing("AWS is slowing us down")))
                    .hasMessageContaining("AWS had an error of its own");
        }
        try (SiteLives lives = SiteLives.ofAnOperator()) {
            assertThatThrownBy(() -> outage(lives, errors(), Complaint.lasting("AWS had an error of its own")))
                    .isInstanceOf(AssertionError.class);
        }
    }

    private static Fault errors() {
        return ServerFailure.beforeEffect(Calls.of("s3"), Integer.MAX_VALUE);
    }

    private static void outage(SiteLives lives, Fault fault, Complaint complaint) {
        Troubled troubled = new Troubled(lives);
        lives.live((phase, vigil) -> {
            troubled.lastingAnHour(List.of(fault), phase, vigil, complaint, () -> {});
            troubled.assertBounded();
        });
    }

    private interface Way {
        Object call(SdkClient client, Method method, Object[] arguments) throws Throwable;
    }

    private static Bend bend(Way way) {
        return new Bend() {
            @Override
            public <C extends SdkClient> C of(Class<C> type, C client) {
                InvocationHandler handler = (proxy, method, arguments) -> way.call(client, method, arguments);
                return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
            }
        };
    }

    private static Object insistently(SdkClient client, Method method, Object[] arguments) throws Throwable {
        for (int attempt = 1; attempt < 50; attempt++) {
            try {
                return invoke(client, method, arguments);
            } catch (AwsServiceException e) {
                if (e.statusCode() < 500) {
                    throw e;
                }
            }
        }
        return invoke(client, method, arguments);
    }

    private static Object unimpressed(SdkClient client, Method method, Object[] arguments) throws Throwable {
        try {
            return invoke(client, method, arguments);
        } catch (AwsServiceException e) {
            if (method.getName().equals("putBucketPolicy")) {
                return PutBucketPolicyResponse.builder().build();
            }
            throw e;
        }
    }

    private static Object invoke(SdkClient client, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
