package io.siteward.status;

/** The conditions of every custom resource, in the order in which they are listed. */
public enum ConditionType {
    ACCEPTED("Accepted", "True", "The spec can be carried out, and the resources that it names are ours to keep."),
    RESOLVED_REFS("ResolvedRefs", "True", "Everything that the spec refers to is there and can be used."),
    SYNCED("Synced", "True", "AWS has taken everything that the spec asks for."),
    READY("Ready", "True", "It can be used. Stays True while an update settles."),
    DRIFTED("Drifted", "False", "AWS differs from what was last applied, behind our back."),
    RECONCILING("Reconciling", "False", "Work is under way and goes on by itself (kstatus)."),
    STALLED("Stalled", "False", "Nothing goes on until a person acts (kstatus).");

    private final String spelling;
    private final String healthy;
    private final String meaning;

    ConditionType(String spelling, String healthy, String meaning) {
        this.spelling = spelling;
        this.healthy = healthy;
        this.meaning = meaning;
    }

    /** As it stands in {@code status.conditions[].type}. */
    public String spelling() {
        return spelling;
    }

    /** The status that needs no explanation. */
    public String healthy() {
        return healthy;
    }

    public String meaning() {
        return meaning;
    }
}
