package io.siteward.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The nodes that make up one custom resource, each after those it uses.
 *
 * @param requirements what must be so before any of them is made
 * @param nodes what is wanted
 * @param leaving shared nodes that were wanted before and are given up once what is wanted stands
 */
public record Graph(List<Requirement> requirements, List<Node<?, ?, ?>> nodes, List<Node<?, ?, ?>> leaving) {
    public Graph {
        requirements = List.copyOf(requirements);
        nodes = List.copyOf(nodes);
        leaving = List.copyOf(leaving);
        Set<NodeId> seen = new HashSet<>();
        List<Node<?, ?, ?>> all = new ArrayList<>(nodes);
        all.addAll(leaving);
        for (Node<?, ?, ?> node : all) {
            if (!seen.add(node.id())) {
                throw new IllegalArgumentException("two nodes are named " + node.id());
            }
        }
    }
}
