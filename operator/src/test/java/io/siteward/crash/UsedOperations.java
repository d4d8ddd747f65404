package io.siteward.crash;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The AWS operations that stand in the operator's bytecode. */
final class UsedOperations {
    private UsedOperations() {}

    static Set<String> inTheOperator() {
        JavaClasses classes = new ClassFileImporter().importPath(Path.of("target", "classes"));
        return classes.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(UsedOperations::isAnOperation)
                .map(call -> operation(call.getName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isAnOperation(JavaMethodCall call) {
        return call.getTargetOwner().getPackageName().startsWith("software.amazon.awssdk.services.")
                && call.getTargetOwner().getSimpleName().endsWith("Client")
                && !Set.of("builder", "create", "close").contains(call.getName());
    }

    private static String operation(String method) {
        return method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1);
    }
}
