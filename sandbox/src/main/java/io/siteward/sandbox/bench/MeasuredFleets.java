package io.siteward.sandbox.bench;

import io.siteward.sandbox.run.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The fleets that {@code bench sites} measures: started one after the other, then watched in the same window. */
final class MeasuredFleets implements Function<List<Integer>, List<FleetFigures>> {
    private final Surroundings surroundings;

    MeasuredFleets(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** @param sizes the first is 0: what an operator without sites does is no cost of theirs */
    @Override
    public List<FleetFigures> apply(List<Integer> sizes) {
        List<Fleet> fleets = new ArrayList<>();
        try {
            sizes.forEach(size -> fleets.add(Fleet.of(size, surroundings)));
            say("making the sites");
            fleets.forEach(Fleet::awaitReady);
            for (Fleet fleet : fleets) {
                say("starting an operator with " + fleet.size() + " sites");
                fleet.restart();
            }
            say("watching them for " + Window.LENGTH.toSeconds() + " s");
            fleets.forEach(Fleet::beginWindow);
            Pause.of(Window.LENGTH);
            List<Window> windows = fleets.stream().map(Fleet::endWindow).toList();
            Window idle = windows.get(0);
            return IntStream.range(0, sizes.size())
                    .mapToObj(index -> fleets.get(index).figures(windows.get(index), idle))
                    .toList();
        } finally {
            fleets.forEach(Fleet::close);
        }
    }

    private void say(String what) {
        surroundings.out().println("siteward: " + what + " ...");
    }
}
