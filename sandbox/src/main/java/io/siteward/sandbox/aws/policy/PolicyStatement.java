package io.siteward.sandbox.aws.policy;

import java.util.List;

/** One statement of a policy of a resource. All its parts must apply to a request for its effect to count. */
public record PolicyStatement(
        String sid,
        boolean allows,
        Principals principals,
        Patterns actions,
        Patterns resources,
        List<Condition> conditions) {
    boolean applies(AccessRequest request) {
        return principals.apply(request.requester())
                && actions.applyToAction(request.action())
                && resources.applyToResource(request.resource())
                && conditions.stream().allMatch(condition -> condition.holds(request));
    }

    PolicyStatement without(String action) {
        return new PolicyStatement(sid, allows, principals, actions.without(action), resources, conditions);
    }
}
