package io.siteward;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The AWS operations that stand in the operator's bytecode. */
public final class OperationsInUse {
    private static final String SERVICES = "software.amazon.awssdk.services.";

    private OperationsInUse() {}

    /** By service and name, for example {@code s3:CreateBucket}. */
    public static Set<String> all() {
        return new ClassFileImporter()
                .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation()).stream()
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(OperationsInUse::isAnOperation)
                        .map(OperationsInUse::name)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of them that no site needs. */
    public static Set<String> ofSigningKeys() {
        return all().stream()
                .filter(operation -> operation.matches("(ssm|secretsmanager):.*|cloudfront:.*(PublicKey|KeyGroup).*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isAnOperation(JavaMethodCall call) {
        return call.getTargetOwner().getPackageName().startsWith(SERVICES)
                && call.getTargetOwner().getSimpleName().endsWith("Client")
                && !Set.of("builder", "create", "close", "serviceClientConfiguration")
                        .contains(call.getName());
    }

    private static String name(JavaMethodCall call) {
        String service = call.getTargetOwner().getPackageName().substring(SERVICES.length());
        return service + ":" + call.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                + call.getName().substring(1);
    }
}
