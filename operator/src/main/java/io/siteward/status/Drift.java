package io.siteward.status;

/** What was found of drift: what the condition Drifted says, whatever the situation is. */
@SuppressWarnings("ImmutableEnumChecker") // Cell is a record of strings and an enum
public enum Drift {
    NOT_COMPARED(
            "AWS was not, or not wholly, compared: what was known stands.", Cell.keptOr(Cell.unknown("NotCompared"))),
    NONE("AWS is as it was last applied.", Cell.falseIfItWasOr(Cell.no("InSync"))),
    STANDING("AWS differs, and that was not put right yet.", Cell.yes("DriftFound")),
    REPAIRED("AWS differed, and that was put right.", Cell.no("DriftRepaired"));

    private final String meaning;
    private final Cell cell;

    Drift(String meaning, Cell cell) {
        this.meaning = meaning;
        this.cell = cell;
    }

    public String meaning() {
        return meaning;
    }

    Cell cell() {
        return cell;
    }
}
