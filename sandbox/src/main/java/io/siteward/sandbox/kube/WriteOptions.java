package io.siteward.sandbox.kube;

import java.util.ArrayList;
import java.util.List;

/**
 * How a write is meant.
 *
 * @param dryRun whether everything is done but storing
 * @param fieldValidation what becomes of unknown fields
 * @param warnings filled with what the client is warned of
 */
record WriteOptions(boolean dryRun, FieldValidation fieldValidation, List<String> warnings) {
    /** What becomes of fields that the schema does not know; they are left out in any case. */
    enum FieldValidation {
        IGNORE,
        WARN,
        STRICT
    }

    static WriteOptions of(boolean dryRun, String fieldValidation) {
        FieldValidation validation = switch (fieldValidation) {
            case "Ignore" -> FieldValidation.IGNORE;
            case "", "Warn" -> FieldValidation.WARN;
            case "Strict" -> FieldValidation.STRICT;
            default -> throw ApiError.badRequest("invalid fieldValidation: " + fieldValidation);
        };
        return new WriteOptions(dryRun, validation, new ArrayList<>());
    }
}
