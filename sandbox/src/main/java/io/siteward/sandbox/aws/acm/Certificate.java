package io.siteward.sandbox.aws.acm;

import java.util.List;
import software.amazon.awssdk.services.acm.model.CertificateStatus;

/**
 * A certificate in ACM.
 *
 * @param domainNames at least one; the first is the certificate's own name. {@code *.example.com} covers one label
 */
public record Certificate(
        String arn, String accountId, String region, List<String> domainNames, CertificateStatus status) {

    public Certificate {
        domainNames = List.copyOf(domainNames);
    }

    /** Whether the certificate is good for the name; a wildcard name only by the same wildcard. */
    public boolean covers(String name) {
        return domainNames.stream().anyMatch(own -> own.equalsIgnoreCase(name) || coversByWildcard(own, name));
    }

    private static boolean coversByWildcard(String own, String name) {
        int firstDot = name.indexOf('.');
        return own.startsWith("*.")
                && firstDot > 0
                && !name.startsWith("*")
                && own.substring(1).equalsIgnoreCase(name.substring(firstDot));
    }
}
