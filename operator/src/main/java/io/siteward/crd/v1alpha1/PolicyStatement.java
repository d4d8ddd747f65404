package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** A statement of the bucket policy besides Siteward's own. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyStatement(
        String sid,
        Effect effect,
        Principals principals,
        List<String> actions,
        List<String> resources,
        List<Condition> conditions) {
    public PolicyStatement {
        actions = Absent.asEmpty(actions);
        resources = Absent.asEmpty(resources);
        conditions = Absent.asEmpty(conditions);
    }

    /** Whether the statement permits or forbids. */
    public enum Effect {
        @JsonProperty("Allow")
        ALLOW,
        @JsonProperty("Deny")
        DENY
    }

    /**
     * Whom the statement is about.
     *
     * @param aws account ids and the ARNs of IAM roles, users and accounts
     * @param services AWS services, for example {@code logging.s3.amazonaws.com}
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Principals(List<String> aws, List<String> services) {
        public Principals {
            aws = Absent.asEmpty(aws);
            services = Absent.asEmpty(services);
        }
    }

    /** A condition of the statement, for example StringEquals, aws:SourceAccount, one account id. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Condition(String operator, String key, List<String> values) {
        public Condition {
            values = Absent.asEmpty(values);
        }
    }
}
