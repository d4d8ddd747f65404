package io.siteward.sandbox.aws.policy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code Principal} or {@code NotPrincipal} of a statement.
 *
 * @param excluded whether it is {@code NotPrincipal}
 * @param aws accounts by number or ARN, ARNs of users and roles, or {@code *}
 * @param services service principals
 * @param others canonical users and federated principals, which nobody here is
 */
public record Principals(boolean excluded, List<String> aws, List<String> services, List<String> others) {
    private static final Pattern ROOT = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):root");

    public boolean everyone() {
        return aws.contains("*");
    }

    boolean apply(Requester requester) {
        return excluded != contains(requester);
    }

    private boolean contains(Requester requester) {
        return switch (requester.kind()) {
            case ANONYMOUS -> everyone();
            case ACCOUNT ->
                everyone()
                        || aws.stream()
                                .anyMatch(principal -> accountOf(principal).equals(requester.id()));
            // "*" in AWS or alone includes service principals as well.
            case SERVICE -> everyone() || services.contains(requester.id());
        };
    }

    private static String accountOf(String principal) {
        Matcher root = ROOT.matcher(principal);
        return root.matches() ? root.group(1) : principal;
    }
}
