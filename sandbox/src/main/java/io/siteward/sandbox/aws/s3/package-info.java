/** An S3 in memory: buckets under one roof of names, their configuration, objects with versions, and who may do what. */
@NullMarked
package io.siteward.sandbox.aws.s3;

import org.jspecify.annotations.NullMarked;
