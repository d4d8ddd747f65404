package io.siteward.crd.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
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
@JsonClassDescription("A static site: a private S3 bucket behind a CloudFront distribution.")
@AdditionalPrinterColumn(
        name = "Ready",
        type = AdditionalPrinterColumn.Type.STRING,
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
        name = "Synced",
        type = AdditionalPrinterColumn.Type.STRING,
        jsonPath = ".status.conditions[?(@.type==\"Synced\")].status")
@AdditionalPrinterColumn(name = "URL", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".status.url")
@AdditionalPrinterColumn(
        name = "Reason",
        type = AdditionalPrinterColumn.Type.STRING,
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(
        name = "Age",
        type = AdditionalPrinterColumn.Type.DATE,
        jsonPath = ".metadata.creationTimestamp")
@AdditionalPrinterColumn(
        name = "Distribution",
        type = AdditionalPrinterColumn.Type.STRING,
        jsonPath = ".status.distributionId",
        priority = 1)
@AdditionalPrinterColumn(
        name = "Region",
        type = AdditionalPrinterColumn.Type.STRING,
        jsonPath = ".spec.region",
        priority = 1)
@ValidationRule(
        value = "size(self.metadata.name) <= 63",
        message = "metadata.name must be at most 63 characters long: choose a shorter name")
public class SecureSite extends CustomResource<SecureSiteSpec, SecureSiteStatus> implements Namespaced {}
