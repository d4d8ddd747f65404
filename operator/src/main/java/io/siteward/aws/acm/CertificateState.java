package io.siteward.aws.acm;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A certificate as ACM has it.
 *
 * @param status ACM's word, for example {@code ISSUED} or {@code PENDING_VALIDATION}
 * @param names the host names it covers; one may begin with {@code *.}
 */
public record CertificateState(String status, SortedSet<String> names) {
    public CertificateState {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    boolean isIssued() {
        return status.equals("ISSUED");
    }
}
