package io.siteward.site;

import io.siteward.aws.cloudfront.Catalogue;
import io.siteward.aws.cloudfront.CloudFrontResources;
import io.siteward.aws.cloudfront.Distribution;
import io.siteward.aws.cloudfront.DistributionHandle;
import io.siteward.aws.cloudfront.KeyGroups;
import io.siteward.aws.cloudfront.ManagedPolicies;
import io.siteward.aws.cloudfront.SharedName;
import io.siteward.aws.cloudfront.SharedObject;
import io.siteward.aws.s3.Bucket;
import io.siteward.aws.s3.BucketClaim;
import io.siteward.aws.s3.BucketContents;
import io.siteward.aws.s3.BucketRef;
import io.siteward.aws.s3.BucketResources;
import io.siteward.crd.v1alpha1.ResourceStatus;
import io.siteward.crd.v1alpha1.SecureSiteSpec;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.graph.Applied;
import io.siteward.graph.Graph;
import io.siteward.graph.Handle;
import io.siteward.graph.Journal;
import io.siteward.graph.ManagedResource;
import io.siteward.graph.Node;
import io.siteward.graph.NodeId;
import io.siteward.graph.Requirement;
import io.siteward.graph.Upstream;
import io.siteward.identity.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a site is made of, in the order in which it is made: the shared CloudFront objects, the bucket and what lies in it,
 * the distribution, and last the policy that lets the distribution read.
 *
 * <p>The shared objects come before the bucket because they are what quotas run out of: then nothing is half-made.
 */
final class SiteGraph {
    static final String BUCKET = "Bucket";
    static final String DISTRIBUTION = "Distribution";
    static final String SIGNING_KEY = "SigningKey";
    private static final String ORIGIN_ACCESS_CONTROL = "OriginAccessControl";
    private static final String CACHE_POLICY = "CachePolicy";
    private static final String RESPONSE_HEADERS_POLICY = "ResponseHeadersPolicy";
    private static final String VIEWER_FUNCTION = "ViewerFunction";

    /** The kinds that are resources of their own in AWS; the others are configurations of the bucket. */
    static final Set<String> RESOURCES =
            Set.of(BUCKET, DISTRIBUTION, ORIGIN_ACCESS_CONTROL, CACHE_POLICY, RESPONSE_HEADERS_POLICY, VIEWER_FUNCTION);

    /** The kinds without which nobody is answered. */
    static final Set<String> SERVING = Set.of(BUCKET, DISTRIBUTION);

    private final SecureSiteSpec spec;
    private final Identity identity;
    private final SiteClients clients;
    private final SigningKeys keys;
    private final SecureSiteStatus status;
    private final Journal journal;
    private final BucketRef bucketRef;
    private final DesiredSite desired;
    private final BucketResources s3;
    private final CloudFrontResources cloudFront;
    private final List<Node<?, ?, ?>> nodes = new ArrayList<>();
    private final Bucket bucketResource;
    private final Distribution distributionResource;
    private final Node<?, ?, DistributionHandle> distribution;

    SiteGraph(
            SecureSiteSpec spec,
            Identity identity,
            SiteClients clients,
            SigningKeys keys,
            SecureSiteStatus status,
            Journal journal) {
        this.spec = spec;
        this.identity = identity;
        this.clients = clients;
        this.keys = keys;
        this.status = status;
        this.journal = journal;
        this.bucketRef = new BucketRef(SiteNames.bucket(spec, identity), spec.region(), clients.accountId());
        this.desired = new DesiredSite(spec, identity, bucketRef);
        this.s3 = new BucketResources(clients.aws(), bucketRef);
        this.cloudFront = new CloudFrontResources(clients.aws(), clients.shared());
        this.bucketResource = bucketResource();
        this.distributionResource = distributionResource();
        this.distribution = build();
    }

    /** The bucket, for a look outside the graph. */
    Bucket theBucket() {
        return bucketResource;
    }

    /** What the bucket holds, for a look outside the graph. */
    BucketContents bucketContents() {
        return s3.contents();
    }

    /** The distribution, for a step outside the graph. */
    Distribution theDistribution() {
        return distributionResource;
    }

    Graph graph() {
        return new Graph(requirements(), nodes, leaving());
    }

    Node<?, ?, DistributionHandle> distribution() {
        return distribution;
    }

    BucketRef bucketRef() {
        return bucketRef;
    }

    private Node<?, ?, DistributionHandle> build() {
        Node<?, ?, String> originAccess =
                shared(ORIGIN_ACCESS_CONTROL, clients.shared().originAccessControls(), desired.originAccess());
        Optional<String> managed = ManagedPolicies.cachePolicyFor(desired.cacheRules());
        @Nullable Node<?, ?, String> cachePolicy = managed.isPresent()
                ? null
                : shared(CACHE_POLICY, clients.shared().cachePolicies(), desired.cacheRules());
        @Nullable Node<?, ?, String> headers = desired.headers()
                .map(content -> shared(RESPONSE_HEADERS_POLICY, clients.shared().responseHeadersPolicies(), content))
                .orElse(null);
        @Nullable Node<?, ?, String> function = desired.viewerFunction()
                .map(content -> shared(VIEWER_FUNCTION, clients.shared().viewerFunctions(), content))
                .orElse(null);
        Node<?, ?, BucketRef> bucket = bucket();
        List<Node<?, ?, ?>> locks = locks(bucket);
        contents(bucket);
        List<Node<?, ?, String>> keyGroups = keyGroups();
        Node<?, ?, DistributionHandle> made = add(distribution(upstream -> new DesiredSite.DistributionParts(
                        upstream.handle(originAccess),
                        cachePolicy == null ? Handle.known(managed.orElseThrow()) : upstream.handle(cachePolicy),
                        headers == null ? null : upstream.handle(headers),
                        function == null ? null : upstream.handle(function),
                        keyGroups.stream().<Handle<String>>map(upstream::handle).toList()))
                .after(Stream.concat(Stream.of(bucket), locks.stream()).toList()));
        policy(bucket, locks, made);
        return made;
    }

    private List<Node<?, ?, String>> keyGroups() {
        List<Node<?, ?, String>> groups = new ArrayList<>();
        spec.signingKeyRefs().forEach(ref -> groups.add(keyGroup(ref.name())));
        return groups;
    }

    private Node<?, ?, String> keyGroup(String name) {
        Identity key = new Identity(identity.fleet(), SIGNING_KEY, identity.namespace(), name);
        TrustedKey trusted = new TrustedKey(
                key,
                keys.find(key.namespace(), name),
                clients.accountId(),
                new KeyGroups(clients.aws().cloudFront(), key));
        return add(Node.of(new NodeId(SIGNING_KEY, name), trusted, upstream -> trusted.desired()));
    }

    private List<Requirement> requirements() {
        return new SiteRequirements()
                .certificate(spec, clients)
                .headers(desired.headers(), identity.name())
                .privatePaths(spec, identity.name())
                .policy(s3.policy(), desired.policy(new Handle.AfterApply<>(distributionId())), identity.name())
                .distributionSlot(distribution, cloudFront, clients.distributionQuota())
                .all();
    }

    private <D> Node<D, SharedObject<D>, String> shared(String kind, Catalogue<D> catalogue, D content) {
        SharedName name = catalogue.nameFor(content, recordedName(kind), identity.hash());
        return add(Node.of(new NodeId(kind, name.toString()), cloudFront.shared(catalogue, name), upstream -> content));
    }

    private Bucket bucketResource() {
        NodeId id = bucketId();
        BucketClaim claim = new BucketClaim(identity, journal.applied(id).isPresent());
        return s3.bucket(claim, status.appliedTagKeys(), spec.forceDestroy());
    }

    private Node<?, ?, BucketRef> bucket() {
        return add(Node.of(bucketId(), bucketResource, upstream -> desired.bucket())
                .after(nodes));
    }

    private NodeId bucketId() {
        return new NodeId(BUCKET, bucketRef.name());
    }

    /** What keeps the bucket closed. The policy comes after it: no policy is ever written to an unlocked bucket. */
    private List<Node<?, ?, ?>> locks(Node<?, ?, BucketRef> bucket) {
        return List.of(
                within(bucket, "PublicAccessBlock", s3.publicAccessBlock(), upstream -> desired.publicAccessBlock()),
                within(bucket, "Ownership", s3.ownership(), upstream -> desired.ownership()));
    }

    private void contents(Node<?, ?, BucketRef> bucket) {
        within(bucket, "Encryption", s3.encryption(), upstream -> desired.encryption());
        within(bucket, "Versioning", s3.versioning(), upstream -> desired.versioning());
        within(bucket, "Lifecycle", s3.lifecycle(), upstream -> desired.lifecycle());
        within(bucket, "Cors", s3.cors(), upstream -> desired.cors());
    }

    private Distribution distributionResource() {
        return cloudFront.distribution(
                identity,
                bucketRef.regionalDomainName(),
                journal.applied(distributionId()).map(Applied::id),
                Set.copyOf(status.appliedTagKeys()));
    }

    private Node<?, ?, DistributionHandle> distribution(Function<Upstream, DesiredSite.DistributionParts> parts) {
        return Node.of(distributionId(), distributionResource, upstream -> desired.distribution(parts.apply(upstream)));
    }

    private NodeId distributionId() {
        return new NodeId(DISTRIBUTION, identity.name());
    }

    private void policy(
            Node<?, ?, BucketRef> bucket, List<Node<?, ?, ?>> locks, Node<?, ?, DistributionHandle> distribution) {
        NodeId id = new NodeId("BucketPolicy", bucketRef.name());
        add(Node.of(
                        id,
                        s3.policy(),
                        upstream -> desired.policy(upstream.handle(distribution).map(DistributionHandle::arn)))
                .after(locks)
                .within(bucket));
    }

    private <D, O> Node<D, O, BucketRef> within(
            Node<?, ?, BucketRef> bucket,
            String kind,
            ManagedResource<D, O, BucketRef> resource,
            Function<Upstream, D> wanted) {
        return add(Node.of(new NodeId(kind, bucketRef.name()), resource, wanted).within(bucket));
    }

    private <N extends Node<?, ?, ?>> N add(N node) {
        nodes.add(node);
        return node;
    }

    private Optional<String> recordedName(String kind) {
        return status.resources().stream()
                .filter(resource -> resource.kind().equals(kind))
                .map(ResourceStatus::name)
                .findFirst();
    }

    /** The shared objects that the status lists and the spec does not ask for any more. */
    private List<Node<?, ?, ?>> leaving() {
        Map<String, Catalogue<?>> catalogues = Map.of(
                ORIGIN_ACCESS_CONTROL, clients.shared().originAccessControls(),
                CACHE_POLICY, clients.shared().cachePolicies(),
                RESPONSE_HEADERS_POLICY, clients.shared().responseHeadersPolicies(),
                VIEWER_FUNCTION, clients.shared().viewerFunctions());
        List<Node<?, ?, ?>> leaving = new ArrayList<>();
        for (ResourceStatus recorded : status.resources()) {
            NodeId id = new NodeId(recorded.kind(), recorded.name());
            Catalogue<?> catalogue = catalogues.get(recorded.kind());
            if (catalogue != null && nodes.stream().noneMatch(node -> node.id().equals(id))) {
                SharedName.parse(recorded.name()).ifPresent(name -> leaving.add(leaving(id, catalogue, name)));
            }
        }
        return leaving;
    }

    private <D> Node<?, ?, ?> leaving(NodeId id, Catalogue<D> catalogue, SharedName name) {
        return Node.leaving(id, cloudFront.shared(catalogue, name));
    }
}
