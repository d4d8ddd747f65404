package io.siteward.graph;

/**
 * The name of one node of a graph, and of its entry in {@code status.resources}.
 *
 * @param kind what it is, for example {@code Bucket} or {@code Distribution}
 * @param name its name among the nodes of that kind; the AWS name where AWS gives it one
 */
public record NodeId(String kind, String name) {
    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
