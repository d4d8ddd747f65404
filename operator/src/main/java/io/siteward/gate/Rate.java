package io.siteward.gate;

/**
 * How fast calls may follow one another.
 *
 * @param perSecond calls a second in the long run, above 0
 * @param burst calls that may be made at once after a pause, at least 1
 */
public record Rate(double perSecond, int burst) {
    public Rate {
        if (!(perSecond > 0) || burst < 1) {
            throw new IllegalArgumentException("a rate needs more than 0 calls a second and a burst of at least 1, not "
                    + perSecond + " and " + burst);
        }
    }
}
