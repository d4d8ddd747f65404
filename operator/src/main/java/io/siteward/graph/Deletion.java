package io.siteward.graph;

import java.time.Duration;

/** What came of the request to delete a resource. */
public sealed interface Deletion {

    /** It is gone, as far as AWS has said. */
    record Gone() implements Deletion {}

    /**
     * It will take further looks.
     *
     * @param lookAgain when the next look is worth while
     * @param message what is being waited for, the same at every look while the cause is the same
     */
    record Underway(Duration lookAgain, String message) implements Deletion {}

    /** It stays because others use it, which is as good as gone for the one who leaves. */
    record LeftToOthers() implements Deletion {}

    /** It must not be deleted. */
    record Refused(String reason, String message) implements Deletion {}
}
