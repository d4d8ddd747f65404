package io.siteward.crash;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that happens to sites, from one rest to the next: what was there before, and what somebody does then. After
 * everything that is done the operator works until all is at rest.
 *
 * @param given done undisturbed
 * @param when the flow itself: the operator is killed at every call that it makes from the first of these on
 * @param mostExtraCalls how many more calls than undisturbed a disturbance may cost
 * @param canDoWithoutStatus whether it ends the same when the status is lost on the way
 */
record Flow(String name, List<Deed> given, List<Deed> when, int mostExtraCalls, boolean canDoWithoutStatus) {
    /** A new process looks at everything once more, and some waiting that was interrupted begins anew. */
    private static final int A_RECOVERY = 60;

    Flow {
        given = List.copyOf(given);
        when = List.copyOf(when);
    }

    /** What somebody other than the operator does. */
    @FunctionalInterface
    interface Deed {
        void in(World world);
    }

    static Flow of(String name) {
        return new Flow(name, List.of(), List.of(), A_RECOVERY, true);
    }

    Flow given(Deed deed) {
        return new Flow(name, with(given, deed), when, mostExtraCalls, canDoWithoutStatus);
    }

    Flow when(Deed deed) {
        return new Flow(name, given, with(when, deed), mostExtraCalls, canDoWithoutStatus);
    }

    /** The same flow, where a disturbance may cost more calls than elsewhere. */
    Flow costing(int calls) {
        return new Flow(name, given, when, calls, canDoWithoutStatus);
    }

    /** The same flow, which ends elsewhere when the status is lost, because nothing but the status knows this. */
    Flow knownByStatusAlone(String fact) {
        return new Flow(name + " (" + fact + ")", given, when, mostExtraCalls, false);
    }

    private static List<Deed> with(List<Deed> deeds, Deed one) {
        List<Deed> more = new ArrayList<>(deeds);
        more.add(one);
        return more;
    }

    @Override
    public String toString() {
        return name;
    }
}
