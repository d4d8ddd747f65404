package io.siteward.aws.cloudfront;

/**
 * A shared object as CloudFront has it.
 *
 * @param name its name in the account
 * @param id what a distribution refers to it by: an id, or a function's ARN
 * @param comment what stands there for people
 * @param content what it says, in our terms
 */
public record SharedObject<D>(String name, String id, String comment, D content) {}
