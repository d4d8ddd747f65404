package io.siteward.lease;

import java.time.Instant;

/**
 * A cluster's word that it has the manifest. It ends when the manifest is deleted there or by command, never by silence.
 *
 * @param spec a hash of the manifest's spec: another one elsewhere is a contradiction that somebody must resolve
 * @param since when by the wall clock of whoever wrote it; for people
 */
public record Claim(String spec, Instant since) {}
