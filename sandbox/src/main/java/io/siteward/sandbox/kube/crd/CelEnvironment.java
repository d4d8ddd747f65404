package io.siteward.sandbox.kube.crd;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/**
 * CEL as the API server offers it to a CRD: {@code self} and {@code oldSelf} have the schema's types, so that a rule
 * about a field that does not exist does not compile. Of Kubernetes' libraries it has strings, sets and optionals.
 */
final class CelEnvironment {
    private static final CelOptions OPTIONS =
            CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

    private final SchemaTypes types;
    private final CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(CelExtensions.strings(), CelExtensions.sets(OPTIONS), CelExtensions.optional())
            .build();

    CelEnvironment(FieldSchema root) {
        this.types = new SchemaTypes(root);
    }

    /**
     * Compiles an expression about a value of this schema.
     *
     * @throws IllegalArgumentException if it does not compile
     */
    CelRuntime.Program compile(String expression, FieldSchema schema, boolean optionalOldSelf, CelType result) {
        CelType self = types.of(schema);
        try {
            return runtime.createProgram(CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(OPTIONS)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addLibraries(CelExtensions.strings(), CelExtensions.sets(OPTIONS), CelExtensions.optional())
                    .setTypeProvider(types.provider())
                    .addVar("self", self)
                    .addVar("oldSelf", optionalOldSelf ? OptionalType.create(self) : self)
                    .setResultType(result)
                    .build()
                    .compile(expression)
                    .getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
