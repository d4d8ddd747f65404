package io.siteward.signing;

import io.siteward.aws.AwsClients.GatedClients;

/**
 * What one signing key's reconcile reaches AWS through.
 *
 * @param accountId the account that the credentials belong to
 */
record KeyClients(String accountId, GatedClients aws) {}
