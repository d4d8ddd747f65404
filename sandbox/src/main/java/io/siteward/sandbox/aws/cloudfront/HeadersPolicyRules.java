package io.siteward.sandbox.aws.cloudfront;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.FrameOptionsList;
import software.amazon.awssdk.services.cloudfront.model.ReferrerPolicyList;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyAccessControlAllowMethodsValues;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyCorsConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyCustomHeader;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyRemoveHeader;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicySecurityHeadersConfig;

/**
 * What CloudFront refuses in a response headers policy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html">Understand
 *     response headers policies</a>
 */
final class HeadersPolicyRules {
    private static final int MOST_HEADERS = 10;
    private static final int LONGEST_CSP = 1783;
    private static final int LONGEST_HEADERS = 10_240;

    /** Only the security settings of a policy may set these. */
    private static final Set<String> SECURITY_HEADERS = Set.of(
            "content-security-policy",
            "referrer-policy",
            "strict-transport-security",
            "x-content-type-options",
            "x-frame-options",
            "x-xss-protection");

    /** What CloudFront itself sends or takes off: neither to be added nor to be removed. */
    private static final Set<String> RESERVED_HEADERS = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via",
            "warning",
            "x-cache",
            "x-forwarded-proto",
            "x-real-ip");

    private static final List<String> RESERVED_PREFIXES = List.of("x-accel-", "x-amz-cf-", "x-amzn-", "x-edge-");

    private HeadersPolicyRules() {}

    static ResponseHeadersPolicyConfig accepted(ResponseHeadersPolicyConfig config) {
        Arguments.require(config, "ResponseHeadersPolicyConfig");
        Arguments.name(config.name(), 128);
        Arguments.length(config.comment(), 128, "Comment");
        Shapes.checkQuantities(config);
        Arguments.check(
                Stream.of(
                                config.corsConfig(),
                                config.securityHeadersConfig(),
                                config.serverTimingHeadersConfig(),
                                config.customHeadersConfig(),
                                config.removeHeadersConfig())
                        .anyMatch(part -> part != null),
                "A response headers policy must have at least one setting.");
        checkSecurity(config.securityHeadersConfig());
        checkCors(config.corsConfig());
        checkCustom(config);
        checkRemoved(config);
        return config.comment() == null ? config.toBuilder().comment("").build() : config;
    }

    private static void checkSecurity(ResponseHeadersPolicySecurityHeadersConfig security) {
        if (security == null) {
            return;
        }
        if (security.contentSecurityPolicy() != null
                && security.contentSecurityPolicy().contentSecurityPolicy().length() > LONGEST_CSP) {
            throw Refusal.TOO_LONG_CSP_IN_RESPONSE_HEADERS_POLICY.because(
                    "The length of the Content-Security-Policy header value exceeds the maximum of " + LONGEST_CSP);
        }
        if (security.frameOptions() != null) {
            Arguments.oneOf(security.frameOptions().frameOption(), FrameOptionsList.knownValues(), "FrameOption");
        }
        if (security.referrerPolicy() != null) {
            Arguments.oneOf(
                    security.referrerPolicy().referrerPolicy(), ReferrerPolicyList.knownValues(), "ReferrerPolicy");
        }
        if (security.xssProtection() != null) {
            Arguments.check(
                    !Boolean.TRUE.equals(security.xssProtection().modeBlock())
                            || security.xssProtection().reportUri() == null,
                    "You cannot specify a ReportUri when ModeBlock is true.");
        }
        if (security.strictTransportSecurity() != null) {
            Integer age = security.strictTransportSecurity().accessControlMaxAgeSec();
            Arguments.check(age != null && age >= 0, "The parameter AccessControlMaxAgeSec is invalid.");
        }
    }

    private static void checkCors(ResponseHeadersPolicyCorsConfig cors) {
        if (cors == null) {
            return;
        }
        Arguments.require(cors.accessControlAllowOrigins(), "AccessControlAllowOrigins");
        Arguments.require(cors.accessControlAllowHeaders(), "AccessControlAllowHeaders");
        Arguments.require(cors.accessControlAllowMethods(), "AccessControlAllowMethods");
        List<String> origins = cors.accessControlAllowOrigins().items();
        List<String> headers = cors.accessControlAllowHeaders().items();
        List<ResponseHeadersPolicyAccessControlAllowMethodsValues> methods =
                cors.accessControlAllowMethods().items();
        Arguments.check(!origins.isEmpty(), "The parameter AccessControlAllowOrigins must have an item.");
        Arguments.check(!headers.isEmpty(), "The parameter AccessControlAllowHeaders must have an item.");
        Arguments.check(!methods.isEmpty(), "The parameter AccessControlAllowMethods must have an item.");
        methods.forEach(method ->
                Arguments.oneOf(method, ResponseHeadersPolicyAccessControlAllowMethodsValues.knownValues(), "Method"));
        if (Boolean.TRUE.equals(cors.accessControlAllowCredentials())) {
            refuseWildcard(origins, "Access-Control-Allow-Origin");
            refuseWildcard(headers, "Access-Control-Allow-Headers");
            Arguments.check(
                    !methods.contains(ResponseHeadersPolicyAccessControlAllowMethodsValues.ALL),
                    "The parameter Access-Control-Allow-Methods cannot contain ALL when allowCredentials is true.");
        }
    }

    private static void refuseWildcard(List<String> items, String header) {
        Arguments.check(
                !items.contains("*"), "The parameter " + header + " cannot contain * when allowCredentials is true.");
    }

    private static void checkCustom(ResponseHeadersPolicyConfig config) {
        if (config.customHeadersConfig() == null) {
            return;
        }
        List<ResponseHeadersPolicyCustomHeader> headers =
                config.customHeadersConfig().items();
        if (headers.size() > MOST_HEADERS) {
            throw Refusal.TOO_MANY_CUSTOM_HEADERS_IN_RESPONSE_HEADERS_POLICY.because(
                    "The number of custom headers exceeds the maximum of " + MOST_HEADERS);
        }
        int length = 0;
        for (ResponseHeadersPolicyCustomHeader header : headers) {
            checkCustom(header);
            length += header.header().length() + header.value().length();
        }
        Arguments.check(length <= LONGEST_HEADERS, "The custom headers are longer than " + LONGEST_HEADERS);
        checkDistinct(
                headers.stream().map(ResponseHeadersPolicyCustomHeader::header).toList());
    }

    private static void checkCustom(ResponseHeadersPolicyCustomHeader header) {
        Arguments.require(header.header(), "Header");
        Arguments.require(header.value(), "Value");
        Arguments.require(header.override(), "Override");
        String name = header.header().toLowerCase(Locale.ROOT);
        checkNameIsFree(header.header(), "CustomHeaders");
        Arguments.check(
                !SECURITY_HEADERS.contains(name),
                "The parameter CustomHeaders contains " + header.header()
                        + " that is a security header and cannot be set as custom header.");
        Arguments.check(
                !name.startsWith("access-control-"),
                "The parameter CustomHeaders contains " + header.header()
                        + " that is a CORS header and cannot be set as custom header.");
    }

    private static void checkRemoved(ResponseHeadersPolicyConfig config) {
        if (config.removeHeadersConfig() == null) {
            return;
        }
        List<String> names = config.removeHeadersConfig().items().stream()
                .map(ResponseHeadersPolicyRemoveHeader::header)
                .toList();
        if (names.size() > MOST_HEADERS) {
            throw Refusal.TOO_MANY_REMOVE_HEADERS_IN_RESPONSE_HEADERS_POLICY.because(
                    "The number of headers to remove exceeds the maximum of " + MOST_HEADERS);
        }
        names.forEach(name -> checkNameIsFree(name, "RemoveHeaders"));
        checkDistinct(names);
    }

    private static void checkNameIsFree(String header, String parameter) {
        String name = header.toLowerCase(Locale.ROOT);
        Arguments.check(
                name.matches("[!#$%&'*+.^_`|~0-9a-z-]{1,256}"), "The parameter " + parameter + " has a bad name.");
        boolean reserved =
                RESERVED_HEADERS.contains(name) || RESERVED_PREFIXES.stream().anyMatch(name::startsWith);
        Arguments.check(!reserved, "The parameter " + parameter + " contains " + header + " that is not allowed.");
    }

    private static void checkDistinct(List<String> names) {
        long distinct = names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        Arguments.check(distinct == names.size(), "A header is listed twice.");
    }
}
