package io.siteward.site;

import io.siteward.aws.AwsClients.GatedClients;
import io.siteward.aws.cloudfront.CloudFrontAccount;

/**
 * What one site's reconcile reaches AWS through.
 *
 * @param accountId the account that the credentials belong to
 * @param aws clients that pass the gate in the site's name
 * @param shared what is remembered of the account's shared CloudFront objects
 * @param distributionQuota how many distributions the account may have
 */
record SiteClients(String accountId, GatedClients aws, CloudFrontAccount shared, int distributionQuota) {}
