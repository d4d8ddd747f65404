package io.siteward.site;

import io.siteward.aws.acm.Certificate;
import io.siteward.aws.acm.CertificateProblem;
import io.siteward.graph.Deletion;
import io.siteward.graph.Diff;
import io.siteward.graph.Intent;
import io.siteward.graph.ManagedResource;
import io.siteward.graph.Observation;
import java.util.List;
import java.util.Optional;

/** The certificate that a site refers to: looked at, never made, changed or deleted. */
final class CertificateReference implements ManagedResource<String, String, String> {
    static final String KIND = "Certificate";

    private final Certificate certificate;
    private final String arn;
    private final List<String> aliases;

    CertificateReference(Certificate certificate, String arn, List<String> aliases) {
        this.certificate = certificate;
        this.arn = arn;
        this.aliases = aliases;
    }

    @Override
    public Observation<String> observe() {
        Optional<CertificateProblem> problem = certificate.problem(aliases);
        return problem.isPresent()
                ? new Observation.Foreign<>(
                        problem.get().reason(), problem.get().message())
                : new Observation.Present<>(arn);
    }

    @Override
    public String handle(String observed) {
        return observed;
    }

    @Override
    public String id(String observed) {
        return observed;
    }

    @Override
    public Diff diff(String desired, String observed) {
        return Diff.none();
    }

    @Override
    public String create(String desired, Intent intent) {
        throw new UnsupportedOperationException("a certificate is referred to, not made");
    }

    @Override
    public String update(String desired, String observed, Diff diff) {
        throw new UnsupportedOperationException("a certificate is referred to, not changed");
    }

    @Override
    public Deletion delete(String observed) {
        return new Deletion.Gone();
    }
}
