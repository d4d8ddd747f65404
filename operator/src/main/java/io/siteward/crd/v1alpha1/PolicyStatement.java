package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.siteward.crd.schema.AllowedValues;
import io.siteward.crd.schema.ListType;
import io.siteward.crd.schema.ListType.Kind;
import java.util.List;

/** A statement of the bucket policy besides Siteward's own. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.effect == 'Deny' || !has(self.principals.services) || size(self.principals.services) == 0"
                + " || (has(self.conditions) && self.conditions.exists(c,"
                + " (c.key == 'aws:SourceAccount' && c.operator == 'StringEquals'"
                + " && c.values.all(v, v.matches('^[0-9]{12}$')))"
                + " || (c.key == 'aws:SourceArn' && c.operator in ['StringEquals', 'ArnEquals', 'ArnLike']"
                + " && c.values.all(v, v.matches('^arn:aws:[a-z0-9-]+:[a-z0-9-]*:[0-9]{12}:.+$')))))",
        fieldPath = ".principals.services",
        message = "a service acts for anybody who tells it to: add a condition on aws:SourceAccount (StringEquals, an"
                + " account id) or aws:SourceArn (StringEquals, ArnEquals or ArnLike, an ARN with an account id)")
public record PolicyStatement(
        @JsonPropertyDescription("The statement's id, unique in the list.")
        @Required
        @Size(min = 1, max = 64) @ValidationRule(
                value = "self.matches('^[A-Za-z0-9]+$') && !self.startsWith('Siteward')",
                message = "sid consists of letters and digits and does not begin with Siteward")
        String sid,

        @JsonPropertyDescription("Whether the statement permits or forbids.") @Required
        Effect effect,

        @JsonPropertyDescription("Whom the statement is about. Never everybody.") @Required
        Principals principals,

        @JsonPropertyDescription("The S3 actions, for example s3:GetObject. An asterisk stands for any characters.")
        @Required
        @Size(min = 1, max = 30) @ListType(Kind.SET)
        List<@Size(max = 64) @Pattern("^s3:[A-Za-z0-9*]+$") String> actions,

        @JsonPropertyDescription(
                "Where in this bucket: / is the bucket itself, /a/b an object, and /a/* all objects whose name"
                        + " begins with a/.")
        @Required
        @Size(min = 1, max = 30) @ListType(Kind.SET)
        List<@Size(max = 1024) @Pattern("^/[^\\s\"]*$") String> resources,

        @JsonPropertyDescription("What must hold besides; all conditions together.")
        @Size(max = 10) @ListType(
                value = Kind.MAP,
                keys = {"operator", "key"})
        @ValidationRule(
                value = "self.all(a, self.all(b, a.operator != b.operator || a.key == b.key"
                        + " || a.key.lowerAscii() != b.key.lowerAscii()))",
                message = "conditions has a key twice under one operator, since keys have no case: list all values"
                        + " under one")
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

    /** Whom the statement is about: somebody, never everybody. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "(has(self.aws) && size(self.aws) > 0) || (has(self.services) && size(self.services) > 0)",
            message = "principals is empty: name an account, role or user in aws, or a service in services")
    public record Principals(
            @JsonPropertyDescription("Account ids, and ARNs of IAM accounts, roles and users.")
            @Size(max = 30) @ListType(Kind.SET)
            @ValidationRule(
                    value = "self.all(p, p.matches('^([0-9]{12}|arn:aws:iam::[0-9]{12}:(root|(role|user)/"
                            + "[A-Za-z0-9+=,.@_/-]+))$'))",
                    message = "principals.aws takes account ids and ARNs of IAM accounts, roles and users; no"
                            + " wildcards, since the bucket stays private")
            List<@Size(min = 1, max = 640) String> aws,

            @JsonPropertyDescription("AWS services, for example logging.s3.amazonaws.com. They need a condition on"
                    + " aws:SourceAccount or aws:SourceArn.")
            @Size(max = 30) @ListType(Kind.SET)
            @ValidationRule(
                    value = "self.all(s, s.matches('^[a-z0-9-]+([.][a-z0-9-]+)*[.]amazonaws[.]com$'))",
                    message = "principals.services takes names of AWS services, for example"
                            + " logging.s3.amazonaws.com")
            List<@Size(min = 1, max = 128) String> services) {
        public Principals {
            aws = Absent.asEmpty(aws);
            services = Absent.asEmpty(services);
        }
    }

    /** A condition of the statement. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Condition(
            @JsonPropertyDescription("How the values are compared, for example StringEquals.")
            @Required
            @AllowedValues({
                "StringEquals",
                "StringNotEquals",
                "StringLike",
                "StringNotLike",
                "NumericEquals",
                "NumericNotEquals",
                "NumericLessThan",
                "NumericLessThanEquals",
                "NumericGreaterThan",
                "NumericGreaterThanEquals",
                "DateLessThan",
                "DateLessThanEquals",
                "DateGreaterThan",
                "DateGreaterThanEquals",
                "Bool",
                "IpAddress",
                "NotIpAddress",
                "ArnEquals",
                "ArnNotEquals",
                "ArnLike",
                "ArnNotLike",
                "Null"
            })
            String operator,

            @JsonPropertyDescription("The condition key as AWS documents it, for example aws:SourceAccount.")
            @Required
            @Size(max = 128) @Pattern("^[A-Za-z0-9-]+:[A-Za-z0-9/:._-]+$") String key,

            @JsonPropertyDescription("The values, one of which must match.")
            @Required
            @Size(min = 1, max = 20) @ListType(Kind.SET)
            List<@Size(max = 256) String> values) {
        public Condition {
            values = Absent.asEmpty(values);
        }
    }
}
