package io.siteward.sandbox.kube.crd;

/**
 * A reason to refuse an object, worded as a Kubernetes API server words it.
 *
 * @param field the field's path, for example {@code spec.aliases[2]}
 * @param reason the reason of the {@code Status} cause
 * @param detail what is wrong, for example {@code Too many: 101: must have at most 100 items}
 */
public record Violation(String field, Reason reason, String detail) {
    /** The reasons of Kubernetes' {@code StatusCause}. */
    public enum Reason {
        FIELD_VALUE_REQUIRED("FieldValueRequired", "Required value"),
        FIELD_VALUE_DUPLICATE("FieldValueDuplicate", "Duplicate value"),
        FIELD_VALUE_INVALID("FieldValueInvalid", "Invalid value"),
        FIELD_VALUE_NOT_SUPPORTED("FieldValueNotSupported", "Unsupported value"),
        FIELD_VALUE_FORBIDDEN("FieldValueForbidden", "Forbidden"),
        FIELD_VALUE_TOO_LONG("FieldValueTooLong", "Too long"),
        FIELD_VALUE_TOO_MANY("FieldValueTooMany", "Too many"),
        FIELD_VALUE_TYPE_INVALID("FieldValueTypeInvalid", "Invalid value");

        private final String code;
        private final String words;

        Reason(String code, String words) {
            this.code = code;
            this.words = words;
        }

        /** The value of {@code status.details.causes[].reason}. */
        public String code() {
            return code;
        }

        /** Whether the API server leaves out CEL rules when such a violation was found before them. */
        boolean hidesRules() {
            return switch (this) {
                case FIELD_VALUE_NOT_SUPPORTED,
                        FIELD_VALUE_REQUIRED,
                        FIELD_VALUE_TOO_LONG,
                        FIELD_VALUE_TOO_MANY,
                        FIELD_VALUE_TYPE_INVALID -> true;
                case FIELD_VALUE_DUPLICATE, FIELD_VALUE_INVALID, FIELD_VALUE_FORBIDDEN -> false;
            };
        }
    }

    /** A violation without a value to show, for example {@code Required value}. */
    static Violation of(String field, Reason reason, String detail) {
        return new Violation(field, reason, detail.isEmpty() ? reason.words : reason.words + ": " + detail);
    }

    /** A violation that shows the offending value, already as JSON. */
    static Violation of(String field, Reason reason, String value, String detail) {
        return of(field, reason, detail.isEmpty() ? value : value + ": " + detail);
    }

    @Override
    public String toString() {
        return field + ": " + detail;
    }
}
