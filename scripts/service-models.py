#!/usr/bin/env python3
"""Reduces AWS's official service models to what they say about the requests that the in-memory AWS serves.

    python3 -m venv /tmp/models && /tmp/models/bin/pip install botocore==1.44.5
    /tmp/models/bin/python scripts/service-models.py

Reads the models that botocore carries (Apache License 2.0, see NOTICE) and writes one table a service, a shape a line,
sorted, so that the same botocore gives the same bytes. Documentation, answers and every other operation are left out.

A member or element without a rule of its own, and with nothing below it, is null. What a structure has is listed whole,
so that a member which the model does not know is seen.
"""
import gzip
import json
import pathlib
import re
import sys

import botocore

VERSION = "1.44.5"
TABLES = pathlib.Path(__file__).resolve().parent.parent / "sandbox/src/main/resources/io/siteward/sandbox/aws/model"
MODELS = {
    "acm": "acm/2015-12-08",
    "cloudfront": "cloudfront/2020-05-31",
    "dynamodb": "dynamodb/2012-08-10",
    "s3": "s3/2006-03-01",
    "secretsmanager": "secretsmanager/2017-10-17",
    "ssm": "ssm/2014-11-06",
    "sts": "sts/2011-06-15",
}
# What the in-memory AWS serves; OfficialModelsTest compares the tables with it.
OPERATIONS = {
    "acm": "DescribeCertificate",
    "cloudfront": """
        CreateCachePolicy CreateDistribution CreateDistributionWithTags CreateFunction CreateKeyGroup
        CreateOriginAccessControl CreatePublicKey CreateResponseHeadersPolicy DeleteCachePolicy DeleteDistribution
        DeleteFunction DeleteKeyGroup DeleteOriginAccessControl DeletePublicKey DeleteResponseHeadersPolicy
        DescribeFunction GetCachePolicy GetCachePolicyConfig GetDistribution GetDistributionConfig GetFunction
        GetKeyGroup GetKeyGroupConfig GetOriginAccessControl GetOriginAccessControlConfig GetOriginRequestPolicy
        GetPublicKey GetPublicKeyConfig GetResponseHeadersPolicy GetResponseHeadersPolicyConfig ListCachePolicies
        ListDistributions ListDistributionsByCachePolicyId ListDistributionsByKeyGroup
        ListDistributionsByResponseHeadersPolicyId ListFunctions ListKeyGroups ListOriginAccessControls
        ListOriginRequestPolicies ListPublicKeys ListResponseHeadersPolicies ListTagsForResource PublishFunction
        TagResource UntagResource UpdateCachePolicy UpdateDistribution UpdateFunction UpdateKeyGroup
        UpdateOriginAccessControl UpdatePublicKey UpdateResponseHeadersPolicy""",
    "dynamodb": """
        CreateTable DeleteItem DeleteTable DescribeContinuousBackups DescribeTable GetItem ListTagsOfResource PutItem
        Query TagResource UpdateContinuousBackups""",
    "s3": """
        CopyObject CreateBucket DeleteBucket DeleteBucketCors DeleteBucketEncryption DeleteBucketLifecycle
        DeleteBucketOwnershipControls DeleteBucketPolicy DeleteBucketTagging DeleteObject DeleteObjects
        DeletePublicAccessBlock GetBucketAcl GetBucketCors GetBucketEncryption GetBucketLifecycleConfiguration
        GetBucketLocation GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus GetBucketTagging
        GetBucketVersioning GetObject GetObjectAcl GetPublicAccessBlock HeadBucket HeadObject ListBuckets
        ListObjectVersions ListObjects ListObjectsV2 PutBucketAcl PutBucketCors PutBucketEncryption
        PutBucketLifecycleConfiguration PutBucketOwnershipControls PutBucketPolicy PutBucketTagging
        PutBucketVersioning PutObject PutObjectAcl PutPublicAccessBlock""",
    "secretsmanager": """
        CreateSecret DeleteSecret DescribeSecret GetSecretValue ListSecretVersionIds PutSecretValue RestoreSecret
        TagResource UntagResource""",
    "ssm": """
        AddTagsToResource DeleteParameter GetParameter GetParameters GetParametersByPath ListTagsForResource
        PutParameter RemoveTagsFromResource""",
    "sts": "AssumeRoleWithWebIdentity GetCallerIdentity",
}
RULES = ("enum", "max", "min", "pattern")


class Table:
    """The rules that one service's model has for some operations."""

    def __init__(self, model):
        self.model = model
        self.shapes = {}

    def reduced(self, operations):
        inputs = {name: self.root(name) for name in sorted(operations)}
        return {"operations": inputs, "shapes": dict(sorted(self.shapes.items()))}

    def root(self, operation):
        # A missing operation is an error of the list above.
        given = self.model["operations"][operation].get("input")
        return self.reference(given["shape"]) if given else None

    def reference(self, name):
        """The shape's name, which is then in the table; None when nothing is said of its values."""
        shape = self.model["shapes"][name]
        rules = {rule: shape[rule] for rule in RULES if rule in shape}
        if shape["type"] not in ("structure", "list", "map") and not rules:
            return None
        if name not in self.shapes:
            self.shapes[name] = {}  # Before its members: a shape may hold itself.
            self.shapes[name] = {"type": shape["type"], **rules, **self.contents(shape)}
        return name

    def contents(self, shape):
        if shape["type"] == "structure":
            members = {member: self.reference(of["shape"]) for member, of in sorted(shape["members"].items())}
            required = sorted(shape.get("required", []))
            return {"members": members, **({"required": required} if required else {})}
        if shape["type"] == "list":
            return {"member": self.reference(shape["member"]["shape"])}
        if shape["type"] == "map":
            return {"key": self.reference(shape["key"]["shape"]), "value": self.reference(shape["value"]["shape"])}
        return {}


def lines(source, table):
    """JSON with a line for each operation and each shape."""
    def block(entries):
        return "{\n" + ",\n".join(f"    {json.dumps(name)}: {json.dumps(entries[name])}" for name in entries) + "\n  }"

    return (
        "{\n"
        f'  "source": {json.dumps(source)},\n'
        f'  "operations": {block(table["operations"])},\n'
        f'  "shapes": {block(table["shapes"])}\n'
        "}\n"
    )


def main():
    if botocore.__version__ != VERSION:
        sys.exit(f"botocore is {botocore.__version__}; the tables are made from {VERSION}: change both together.")
    data = pathlib.Path(botocore.__file__).parent / "data"
    for service, folder in MODELS.items():
        with gzip.open(data / folder / "service-2.json.gz") as packed:
            model = json.load(packed)
        table = Table(model).reduced(re.split(r"\s+", OPERATIONS[service].strip()))
        source = f"botocore {VERSION}, data/{folder}/service-2.json"
        target = TABLES / f"{service}.json"
        target.write_text(lines(source, table), encoding="utf-8")
        print(f"{target.name}: {len(table['operations'])} operations, {len(table['shapes'])} shapes")


main()
