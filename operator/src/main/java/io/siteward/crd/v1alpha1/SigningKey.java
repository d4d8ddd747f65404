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

/** A key with which URLs and cookies for private paths are signed, and its successors. */
@Group("siteward.io")
@Version("v1alpha1")
@Plural("signingkeys")
@ShortNames({"skey", "skeys"})
@JsonClassDescription("A key for signed URLs and cookies: made, published, rotated and retired.")
@AdditionalPrinterColumn(
        name = "Ready",
        type = AdditionalPrinterColumn.Type.STRING,
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
        name = "Synced",
        type = AdditionalPrinterColumn.Type.STRING,
        jsonPath = ".status.conditions[?(@.type==\"Synced\")].status")
@AdditionalPrinterColumn(name = "Key", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".status.currentKeyId")
@AdditionalPrinterColumn(
        name = "Reason",
        type = AdditionalPrinterColumn.Type.STRING,
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(
        name = "Age",
        type = AdditionalPrinterColumn.Type.DATE,
        jsonPath = ".metadata.creationTimestamp")
@AdditionalPrinterColumn(
        name = "Group",
        type = AdditionalPrinterColumn.Type.STRING,
        jsonPath = ".status.keyGroupId",
        priority = 1)
@AdditionalPrinterColumn(
        name = "Pointer",
        type = AdditionalPrinterColumn.Type.STRING,
        jsonPath = ".status.pointer",
        priority = 1)
@AdditionalPrinterColumn(
        name = "Region",
        type = AdditionalPrinterColumn.Type.STRING,
        jsonPath = ".spec.region",
        priority = 1)
@ValidationRule(
        value = "size(self.metadata.name) <= 63",
        message = "metadata.name must be at most 63 characters long: choose a shorter name")
public class SigningKey extends CustomResource<SigningKeySpec, SigningKeyStatus> implements Namespaced {}
