package io.siteward.sandbox.bench;

/** The part of a document that says what leases cost. */
final class LeaseSection {
    static final String TITLE = "Leases";

    private static final String HEAD = "## " + TITLE + "\n";

    private LeaseSection() {}

    /** What was counted on the virtual clock. */
    static String of(VirtualLeases virtual) {
        String killed = Integer.toString(virtual.takeover(Takeover.How.KILLED).sites());
        return HEAD + """

            Measured by `./siteward bench leases`, which writes this part with `--write`: the operator's own protocol \
            classes on a virtual clock, with the default lease of 30 seconds and a store that answers in 20 ms. It fails \
            when a replica at rest writes more because there are more sites, or when a move takes more than two writes of \
            leases. A read is one call, however many records it lists: their number is the same for every number of \
            sites, their size is not, and where DynamoDB gives a list in pages each page is a call of its own.

            At rest a replica renews itself, and nothing else. To begin, each site's lease is written once, and that of \
            who speaks for the cluster; and twice more where the first replica took what is a later one's share: they \
            started within 5 seconds of each other. Watched for 10 minutes:

            """ + LeaseTable.rests(virtual.rests()) + """

            A replica joins, and leaves in order. What is handed over is written by both, what was left by one:

            """ + LeaseTable.moves(virtual.moves())
                + """

            And how long the sites of a replica that ended, of SITES sites in all, wait until another may act on them: the \
            median and the worst of ends at moments that are spread over its renewal cycle. One call after the other takes \
            them, so of 1,000 sites the last waits longer. What a process needs to start is not in it.

            """.replace("SITES", killed) + LeaseTable.takeovers(virtual.takeovers());
    }

    /** The same, and beside it what two processes did. */
    static String of(VirtualLeases virtual, RealLeases real) {
        return of(virtual)
                + """

            The same with two processes of the operator's own jar on the embedded Kubernetes API, which counts what \
            arrives, and a lease of LEASE seconds, beside what the virtual clock's figures make for such a lease: rates \
            times TIMES, seconds over TIMES. That is not exact, as the time that a call takes does not shrink with the \
            lease, and a process needs some to stop. Rates are of WINDOW seconds, seconds the median and the worst of \
            TRIES ends. MOVED leases moved when the second joined.

            """.replace("LEASE", Long.toString(real.lease().toSeconds()))
                        .replace("TIMES", Integer.toString(RealLeases.TIMES_SHORTER))
                        .replace("WINDOW", Long.toString(real.window().toSeconds()))
                        .replace("TRIES", Integer.toString(real.killed().times()))
                        .replace("MOVED", Integer.toString(real.moved()))
                + LeaseTable.beside(virtual, real);
    }
}
