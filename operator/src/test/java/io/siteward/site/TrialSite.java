package io.siteward.site;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** A site that uses everything, stands ready, and has its leaves in AWS changed one after the other. */
final class TrialSite implements AutoCloseable {
    private static final Path MANIFEST = Path.of("src/test/resources/drift/site.yaml");

    final SiteWorld world;
    private final Mutants mutants;
    private final JsonNode initial;

    TrialSite() {
        this(UnaryOperator.identity());
    }

    /** @param bug of the operator that keeps it, see {@link BuggyCloudFront} */
    TrialSite(UnaryOperator<CloudFrontClient> bug) {
        world = new SiteWorld(manifest(), bug);
        world.acm.put(
                SiteWorld.ACCOUNT, "us-east-1", List.of("example.com", "*.example.com"), CertificateStatus.ISSUED);
        mutants = new Mutants(Substitutes.in(world));
        world.settled();
        initial = AwsState.pastTheWire(world).read();
    }

    /** Every leaf of everything that the site has in AWS. */
    Set<String> leaves() {
        Set<String> leaves = new LinkedHashSet<>();
        new AwsObjects(world)
                .all()
                .forEach(object -> mutants(object).stream().map(Mutant::leaf).forEach(leaves::add));
        return leaves;
    }

    AwsObject objectWith(String leaf) {
        return new AwsObjects(world).with(leaf);
    }

    /** The ways to change this leaf of the object. */
    List<Mutant> mutants(AwsObject object, String leaf) {
        return mutants(object).stream()
                .filter(mutant -> mutant.leaf().equals(leaf))
                .toList();
    }

    /** What AWS has once it has settled. */
    JsonNode now() {
        world.clock.advance(SiteWorld.DEPLOYED);
        return AwsState.pastTheWire(world).read();
    }

    /** What it had at the beginning. */
    JsonNode initial() {
        return initial;
    }

    private List<Mutant> mutants(AwsObject object) {
        return mutants.of(object.name(), object.read().get());
    }

    private static String manifest() {
        try {
            return Files.readString(MANIFEST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        world.close();
    }
}
