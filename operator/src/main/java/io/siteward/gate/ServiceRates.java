package io.siteward.gate;

/**
 * The budget of one service in one account. Every call takes a token of {@code calls}; a mutation takes one of
 * {@code mutations} besides.
 *
 * @param calls all calls together
 * @param reserve how many tokens of {@code calls} reads leave behind, so that looking never keeps us from acting
 * @param mutations those that ask for a change
 */
public record ServiceRates(Rate calls, int reserve, Rate mutations) {
    public ServiceRates {
        if (reserve < 0 || reserve >= calls.burst()) {
            throw new IllegalArgumentException(
                    "a reserve of " + reserve + " leaves reads nothing of a burst of " + calls.burst());
        }
    }
}
