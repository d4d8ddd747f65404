package io.siteward.crd.v1alpha1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A static site: a private bucket behind a CloudFront distribution, and what joins the two. */
@Group("siteward.io")
@Version("v1alpha1")
@Plural("securesites")
@ShortNames({"site", "sites"})
public class SecureSite extends CustomResource<SecureSiteSpec, SecureSiteStatus> implements Namespaced {}
