package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.siteward.crd.schema.AllowedValues;
import io.siteward.crd.schema.ListType;
import io.siteward.crd.schema.ListType.Kind;
import io.siteward.crd.schema.Region;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a site is to be. Members that are not nullable are required or have a default in the CRD. */
@JsonClassDescription("What the site is to be.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.bucketName) == has(oldSelf.bucketName)",
        fieldPath = ".bucketName",
        message = "bucketName can be neither added nor removed later, since a bucket cannot be renamed:"
                + " create another site")
@ValidationRule(
        value = "!has(self.aliases) || size(self.aliases) == 0 || has(self.certificate)",
        fieldPath = ".aliases",
        message = "aliases need a certificate that covers them: set certificate.arn, or remove aliases")
@ValidationRule(
        value = "self.minimumTlsVersion == 'TLSv1.2_2021' || has(self.certificate)",
        fieldPath = ".minimumTlsVersion",
        message = "minimumTlsVersion has no effect without a certificate, since CloudFront's own one allows TLSv1:"
                + " set certificate.arn, or leave minimumTlsVersion out")
@ValidationRule(
        value = "self.defaultRootObject != '' || !has(self.routing)",
        fieldPath = ".defaultRootObject",
        message = "routing answers with the default root object: set defaultRootObject, or remove routing")
@ValidationRule(
        value = "!has(self.routing) || !has(self.routing.folderIndexes) || !self.defaultRootObject.contains('/')",
        fieldPath = ".defaultRootObject",
        message = "routing.folderIndexes answers every folder with the file of this name in it: set defaultRootObject"
                + " to a name without a slash, for example index.html")
@ValidationRule(
        value = "!has(self.privatePaths) || size(self.privatePaths) == 0"
                + " || (has(self.signingKeyRefs) && size(self.signingKeyRefs) > 0)",
        fieldPath = ".privatePaths",
        message = "privatePaths must have a key that opens them: name a SigningKey in signingKeyRefs, or"
                + " remove privatePaths")
@ValidationRule(
        value = "!has(self.signingKeyRefs) || size(self.signingKeyRefs) == 0"
                + " || (has(self.privatePaths) && size(self.privatePaths) > 0)",
        fieldPath = ".signingKeyRefs",
        message = "signingKeyRefs must have private paths to open: list what is private in privatePaths (/*"
                + " is the whole site), or remove signingKeyRefs")
public record SecureSiteSpec(
        @JsonPropertyDescription(
                "The AWS region of the bucket, for example eu-central-1. CloudFront serves it everywhere."
                        + " Cannot be changed.")
        @Required
        @Region
        @ValidationRule(
                value = "self == oldSelf",
                message = "region cannot be changed, since a bucket cannot move: create another site")
        String region,

        @JsonPropertyDescription(
                "The bucket's name, unique in all of AWS. Left out, a name is derived from the namespace and"
                        + " the site's name. Cannot be changed.")
        @Size(min = 3, max = 63) @ValidationRule(
                value = "self == oldSelf",
                message = "bucketName cannot be changed, since a bucket cannot be renamed: create another site")
        @ValidationRule(
                value = "self.matches('^[a-z0-9]([a-z0-9-]*[a-z0-9])?$')",
                message = "bucketName consists of lower-case letters, digits and hyphens, and begins and ends"
                        + " with a letter or digit; no dots, since CloudFront could not reach it by TLS")
        @ValidationRule(
                value = "!self.matches('^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|--x-s3|--table-s3)$')",
                message = "bucketName begins or ends with what S3 keeps for itself (xn--, sthree-,"
                        + " amzn-s3-demo-, -s3alias, --ol-s3, --x-s3, --table-s3): choose another name")
        @Nullable String bucketName,

        @JsonPropertyDescription(
                "The object that answers a request for /, and the index of folders if routing says so. An"
                        + " empty string means none.")
        @Default("index.html")
        @Size(max = 255) @ValidationRule(
                value = "self.matches('^([A-Za-z0-9_.~-][A-Za-z0-9_.~/-]*)?$')",
                message = "defaultRootObject is an object's name without a leading slash, of letters, digits"
                        + " and _ . ~ - /, for example index.html")
        @ValidationRule(
                value = "!self.matches('^[.][.]?(/|$)|/([.][.]?)?(/|$)')",
                message = "defaultRootObject has a segment that is empty, . or .., and no object is found there: write"
                        + " the path without it")
        String defaultRootObject,

        @JsonPropertyDescription("How paths that are no objects are answered. Left out, they are not found.") @Nullable Routing routing,

        @JsonPropertyDescription("Pages of the site that are shown instead of CloudFront's own error messages.")
        @Size(max = 10) @ListType(value = Kind.MAP, keys = "status")
        List<ErrorPage> errorPages,

        @JsonPropertyDescription(
                "What of the site is answered only when the URL is signed, or the cookies are, with one of"
                        + " signingKeyRefs: CloudFront's path patterns, for example /members/*; an asterisk stands for"
                        + " any characters and slashes, a question mark for one. /* is the whole site. Left out,"
                        + " everybody may read everything.")
        @Size(max = 20) @ListType(Kind.ATOMIC)
        // The characters that CloudFront takes, but for the quotation mark: viewers send it encoded, and CloudFront
        // does not decode it, so that such a pattern would protect nothing.
        // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
        @ValidationRule(
                value = "self.all(path, path.matches('^/[A-Za-z0-9_.*?$/~\\'@:+&-]*$'))",
                message = "privatePaths must be path patterns: a leading slash, then letters, digits and _ - . * ?"
                        + " $ / ~ ' @ : + &, for example /members/*")
        @ValidationRule(
                value = "!self.exists(path, path.matches('//|/[.][.]?(/|$)|[*][*]'))",
                message = "privatePaths must have no //, no segment . or .. and no ** in them: write the path"
                        + " without; one asterisk stands for slashes too")
        @ValidationRule(
                value = "self.all(path, self.exists_one(other, other == path))",
                message = "privatePaths must list each pattern once: remove the second")
        List<@Size(min = 1, max = 255) String> privatePaths,

        @JsonPropertyDescription(
                "The signing keys that open the private paths; any one of them does. They are SigningKeys in the"
                        + " namespace of the site.")
        @Size(max = 4) @ListType(value = Kind.MAP, keys = "name")
        List<SigningKeyRef> signingKeyRefs,

        @JsonPropertyDescription("How objects are encrypted at rest. They always are.") @Default("{\"s3Managed\": {}}")
        Encryption encryption,

        @JsonPropertyDescription("Whether the bucket keeps what an upload or a deletion replaces.") @Default("Enabled")
        Versioning versioning,

        @JsonPropertyDescription("What the bucket clears away by itself.") @Default("{}")
        Lifecycle lifecycle,

        @JsonPropertyDescription("Which other origins' scripts may read the site. Left out, none.") @Nullable Cors cors,

        @JsonPropertyDescription("The headers that CloudFront adds to every response.") @Default("{}")
        Headers headers,

        @JsonPropertyDescription("How long CloudFront keeps what it fetched from the bucket.") @Default("{}")
        Cache cache,

        @JsonPropertyDescription(
                "From where CloudFront serves: PriceClass_All is everywhere and CloudFront's own default,"
                        + " PriceClass_200 leaves out the dearest locations, PriceClass_100 is North America,"
                        + " Europe and Israel.")
        @Default("PriceClass_All")
        PriceClass priceClass,

        @JsonPropertyDescription(
                "Whether CloudFront answers over IPv6 too. Where what is signed names the viewer's IP range, set it"
                        + " to false: such ranges are IPv4's, and a viewer who comes over IPv6 is in none.")
        @Default("true")
        boolean ipv6,

        @JsonPropertyDescription(
                "The AWS region whose cache stands between all others and the bucket. Left out, there is no"
                        + " such cache; it costs extra.")
        @AllowedValues({
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-south-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "eu-central-1",
            "eu-west-1",
            "eu-west-2",
            "me-central-1",
            "sa-east-1",
            "us-east-1",
            "us-east-2",
            "us-west-2"
        })
        @Nullable String originShieldRegion,

        @JsonPropertyDescription("The countries that are served. Left out, all are.") @Nullable Geo geo,

        @JsonPropertyDescription("The site's own host names, for example docs.example.com or *.example.com. They need a"
                + " certificate.")
        @Size(max = 100) @ListType(Kind.SET)
        @ValidationRule(
                value = "self.all(name, name.matches("
                        + "'^([*][.])?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?[.])+[a-z][a-z0-9-]{0,61}[a-z0-9]$'))",
                message = "aliases are lower-case host names, for example docs.example.com or *.example.com")
        List<@Size(min = 1, max = 253) String> aliases,

        @JsonPropertyDescription("The certificate for the aliases. Left out, CloudFront's own one for its own name.")
        @Nullable Certificate certificate,

        @JsonPropertyDescription(
                "CloudFront's security policy towards browsers: the oldest TLS version and the ciphers. In"
                        + " effect with a certificate only.")
        @Default("TLSv1.2_2021")
        TlsVersion minimumTlsVersion,

        @JsonPropertyDescription("Statements of the bucket policy besides Siteward's own. They cannot make it public.")
        @Size(max = 20) @ListType(value = Kind.MAP, keys = "sid")
        List<PolicyStatement> additionalPolicyStatements,

        @JsonPropertyDescription(
                "Whether deleting the site deletes the objects in its bucket too, all versions of them. If"
                        + " not, a site whose bucket is not empty is not deleted.")
        @Default("false")
        boolean forceDestroy,

        @JsonPropertyDescription("Tags for the bucket and the distribution, besides Siteward's own.")
        @Size(max = 40) @ValidationRule(
                value = "self.all(key, !key.startsWith('siteward.io/') && !key.matches('^[aA][wW][sS]:'))",
                message = "tags beginning with aws: or siteward.io/ are not yours to set: choose other keys")
        @ValidationRule(
                value = "self.all(key, size(key) >= 1 && size(key) <= 128"
                        + " && key.matches('^[\\\\p{L}\\\\p{Z}\\\\p{N}_.:/=+@-]*$'))",
                message = "tags have keys of 1 to 128 characters: letters, digits, spaces and _ . : / = + - @")
        @ValidationRule(
                value = "self.all(key, self[key].matches('^[\\\\p{L}\\\\p{Z}\\\\p{N}_.:/=+@-]*$'))",
                message = "tags have values of letters, digits, spaces and _ . : / = + - @")
        Map<String, @Size(max = 256) String> tags,

        @JsonPropertyDescription("After how many seconds the site is compared with AWS again when nothing happened.")
        @Default("600")
        @Min(60) @Max(86400) int resyncSeconds,

        @JsonPropertyDescription(
                "What becomes of the AWS resources when the site is deleted: Delete them, or Retain them as"
                        + " they are.")
        @Default("Delete")
        DeletionPolicy deletionPolicy) {
    public SecureSiteSpec {
        errorPages = Absent.asEmpty(errorPages);
        privatePaths = Absent.asEmpty(privatePaths);
        signingKeyRefs = Absent.asEmpty(signingKeyRefs);
        aliases = Absent.asEmpty(aliases);
        additionalPolicyStatements = Absent.asEmpty(additionalPolicyStatements);
        tags = Absent.asEmpty(tags);
    }

    /** Whether what this signing key of its namespace signs opens its private paths. */
    public boolean trusts(String signingKey) {
        return signingKeyRefs.stream().anyMatch(ref -> ref.name().equals(signingKey));
    }
}
