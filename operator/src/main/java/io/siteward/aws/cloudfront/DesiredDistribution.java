package io.siteward.aws.cloudfront;

import io.siteward.graph.Handle;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A site's distribution as it should be. What CloudFront can do and this does not say is left as found: a web ACL, logs,
 * a continuous deployment, an anycast list.
 *
 * @param aliases the host names beside CloudFront's own, in lower case
 * @param viewerCertificate what stands for the host names in TLS
 * @param defaultRootObject what {@code /} is answered with, without a leading slash; empty for nothing
 * @param origin where the files are; the only origin
 * @param defaultBehaviour how paths are answered for which there is no other behaviour
 * @param pathBehaviours how other paths are answered; the first whose pattern matches
 * @param errorPages one for each status code, sorted by it
 * @param priceClass {@code PriceClass_All}, {@code PriceClass_200} or {@code PriceClass_100}
 * @param ipv6 whether viewers reach it by IPv6
 * @param geo which countries it answers
 * @param tags the user's tags; the owner's are added to them
 */
public record DesiredDistribution(
        SortedSet<String> aliases,
        ViewerCertificate viewerCertificate,
        String defaultRootObject,
        Origin origin,
        Behaviour defaultBehaviour,
        List<PathBehaviour> pathBehaviours,
        List<ErrorPage> errorPages,
        String priceClass,
        boolean ipv6,
        Geo geo,
        SortedMap<String, String> tags) {
    public DesiredDistribution {
        aliases = Collections.unmodifiableSortedSet(new TreeSet<>(aliases));
        pathBehaviours = List.copyOf(pathBehaviours);
        errorPages = List.copyOf(errorPages);
        tags = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) tags));
    }

    /** Whether there is anything that only signatures open. */
    boolean isPrivateAnywhere() {
        return Stream.concat(
                        Stream.of(defaultBehaviour), pathBehaviours.stream().map(PathBehaviour::behaviour))
                .anyMatch(behaviour -> !behaviour.trustedKeyGroups().isEmpty());
    }

    /**
     * The certificate that viewers see.
     *
     * @param arn the certificate in ACM, in us-east-1; null for CloudFront's own, which serves no aliases
     * @param minimumProtocol CloudFront's name of the oldest TLS allowed, for example {@code TLSv1.2_2021}
     */
    public record ViewerCertificate(@Nullable String arn, String minimumProtocol) {
        /** CloudFront's own certificate. It allows TLSv1, whatever is asked for. */
        public static ViewerCertificate cloudFronts() {
            return new ViewerCertificate(null, "TLSv1");
        }

        public static ViewerCertificate of(String arn, String minimumProtocol) {
            return new ViewerCertificate(arn, minimumProtocol);
        }
    }

    /**
     * The bucket behind the distribution.
     *
     * @param domainName the bucket's regional domain name: the global one redirects while the bucket is young
     * @param originAccessControlId what CloudFront signs its requests by
     * @param shieldRegion the region whose cache stands before the bucket; null for none
     */
    public record Origin(
            String domainName,
            Handle<String> originAccessControlId,
            @Nullable String shieldRegion) {}

    /**
     * How requests are answered. Viewers are always redirected to HTTPS.
     *
     * @param answersPreflight whether OPTIONS is allowed, as CORS needs
     * @param compress whether CloudFront compresses
     * @param cachePolicyId of a shared or a managed cache policy
     * @param originRequestPolicyId of a managed origin request policy; null for none
     * @param responseHeadersPolicyId of a shared response-headers policy; null for none
     * @param functionArn of the shared function that sees viewers' requests; null for none
     * @param trustedKeyGroups the ids of those whose keys open it, each once; empty where everybody may read
     */
    public record Behaviour(
            boolean answersPreflight,
            boolean compress,
            Handle<String> cachePolicyId,
            @Nullable String originRequestPolicyId,
            @Nullable Handle<String> responseHeadersPolicyId,
            @Nullable Handle<String> functionArn,
            List<Handle<String>> trustedKeyGroups) {
        public Behaviour {
            trustedKeyGroups = List.copyOf(trustedKeyGroups);
        }

        /** The same, opened by these alone. */
        public Behaviour openedBy(List<Handle<String>> keyGroups) {
            return new Behaviour(
                    answersPreflight,
                    compress,
                    cachePolicyId,
                    originRequestPolicyId,
                    responseHeadersPolicyId,
                    functionArn,
                    keyGroups);
        }
    }

    /**
     * How the paths of a pattern are answered.
     *
     * @param pattern CloudFront's, for example {@code /members/*}
     */
    public record PathBehaviour(String pattern, Behaviour behaviour) {}

    /**
     * What is answered in place of an error of the origin.
     *
     * @param errorCode the origin's status
     * @param responseCode the viewer's status
     * @param path the page, with a leading slash
     * @param cacheSeconds how long the error is kept
     */
    public record ErrorPage(int errorCode, int responseCode, String path, long cacheSeconds) {

        /**
         * The page for a status. S3 answers 403 for a missing object to whom may not list the bucket, and CloudFront
         * must not: so the page for 404 is the one for 403 too, as a 404.
         */
        public static Stream<ErrorPage> forStatus(int status, String path, long cacheSeconds) {
            ErrorPage page = new ErrorPage(status, status, path, cacheSeconds);
            return status == 404 ? Stream.of(new ErrorPage(403, 404, path, cacheSeconds), page) : Stream.of(page);
        }
    }

    /**
     * The countries that are answered.
     *
     * @param restriction {@code none}, {@code whitelist} or {@code blacklist}
     * @param countries two-letter codes
     */
    public record Geo(String restriction, SortedSet<String> countries) {
        public static Geo everywhere() {
            return new Geo("none", new TreeSet<>());
        }

        public static Geo only(Iterable<String> countries) {
            return new Geo("whitelist", sorted(countries));
        }

        public static Geo except(Iterable<String> countries) {
            return new Geo("blacklist", sorted(countries));
        }

        private static NavigableSet<String> sorted(Iterable<String> countries) {
            NavigableSet<String> sorted = new TreeSet<>();
            countries.forEach(sorted::add);
            return sorted;
        }
    }
}
