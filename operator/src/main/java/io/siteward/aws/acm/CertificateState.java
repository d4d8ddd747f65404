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

    /** Whether it may still be issued: every other state but that one is for good. */
    boolean isPending() {
        return status.equals("PENDING_VALIDATION");
    }
}
