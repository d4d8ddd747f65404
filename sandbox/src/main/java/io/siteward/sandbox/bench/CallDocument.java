package io.siteward.sandbox.bench;

import java.util.List;
import java.util.stream.Collectors;

/** The committed document with the counts. */
final class CallDocument {
    private static final String HEAD = """
            # What a site costs in calls

            Counted by `./siteward bench calls`, which fails when this file says otherwise; `./siteward bench calls --write` \
            writes it anew.

            The operator's own jar runs as a process of its own. Every HTTP request counts that arrives at the in-memory AWS \
            or at the embedded Kubernetes API, so a request that is sent again counts again. Only the calls of \
            leases do not, which go by the clock and not by what is done: [economy.md](economy.md#leases). CloudFront deploys while the \
            operator waits, so each change takes two looks: one that makes it, one that finds it deployed. On AWS it takes \
            minutes, and meanwhile there is a look every 20 seconds.

            | flow | what is done |
            |---|---|
            | create | the operator starts, and a manifest is applied in an account without any site |
            | no-op | a look at the unchanged site, asked for by `siteward.io/reconcile`: what is remembered for all sites of \
            the account is read too, and the token is recorded by one status write. A look by itself has neither |
            | no-op, restarted | the same look, made by a new process |
            | update | `spec.priceClass` is changed |
            | delete | the manifest is deleted; the bucket is empty |
            | …, lost | the status is erased before, or, at the create, between its two looks |

            """;

    private CallDocument() {}

    static String of(List<LifeCosts> lives) {
        return HEAD + lives.stream().map(LifeCosts::section).collect(Collectors.joining("\n"));
    }
}
