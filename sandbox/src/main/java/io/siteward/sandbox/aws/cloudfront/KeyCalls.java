package io.siteward.sandbox.aws.cloudfront;

import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CreateKeyGroupRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.CreatePublicKeyRequest;
import software.amazon.awssdk.services.cloudfront.model.CreatePublicKeyResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteKeyGroupRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.DeletePublicKeyRequest;
import software.amazon.awssdk.services.cloudfront.model.DeletePublicKeyResponse;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupRequest;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.cloudfront.model.ListKeyGroupsRequest;
import software.amazon.awssdk.services.cloudfront.model.ListKeyGroupsResponse;
import software.amazon.awssdk.services.cloudfront.model.ListPublicKeysRequest;
import software.amazon.awssdk.services.cloudfront.model.ListPublicKeysResponse;
import software.amazon.awssdk.services.cloudfront.model.UpdateKeyGroupRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.UpdatePublicKeyRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdatePublicKeyResponse;

/** The calls about public keys and key groups. What is not here is left to the interface, which throws. */
abstract class KeyCalls implements CloudFrontClient {
    private final CloudFrontAccount account;

    KeyCalls(CloudFrontAccount account) {
        this.account = account;
    }

    @Override
    public CreatePublicKeyResponse createPublicKey(CreatePublicKeyRequest request) {
        return account.publicKeys().create(request);
    }

    @Override
    public GetPublicKeyResponse getPublicKey(GetPublicKeyRequest request) {
        return account.publicKeys().get(request);
    }

    @Override
    public GetPublicKeyConfigResponse getPublicKeyConfig(GetPublicKeyConfigRequest request) {
        return account.publicKeys().getConfig(request);
    }

    @Override
    public UpdatePublicKeyResponse updatePublicKey(UpdatePublicKeyRequest request) {
        return account.publicKeys().update(request);
    }

    @Override
    public DeletePublicKeyResponse deletePublicKey(DeletePublicKeyRequest request) {
        return account.publicKeys().delete(request);
    }

    @Override
    public ListPublicKeysResponse listPublicKeys(ListPublicKeysRequest request) {
        return account.publicKeys().list(request);
    }

    @Override
    public CreateKeyGroupResponse createKeyGroup(CreateKeyGroupRequest request) {
        return account.keyGroups().create(request);
    }

    @Override
    public GetKeyGroupResponse getKeyGroup(GetKeyGroupRequest request) {
        return account.keyGroups().get(request);
    }

    @Override
    public GetKeyGroupConfigResponse getKeyGroupConfig(GetKeyGroupConfigRequest request) {
        return account.keyGroups().getConfig(request);
    }

    @Override
    public UpdateKeyGroupResponse updateKeyGroup(UpdateKeyGroupRequest request) {
        return account.keyGroups().update(request);
    }

    @Override
    public DeleteKeyGroupResponse deleteKeyGroup(DeleteKeyGroupRequest request) {
        return account.keyGroups().delete(request);
    }

    @Override
    public ListKeyGroupsResponse listKeyGroups(ListKeyGroupsRequest request) {
        return account.keyGroups().list(request);
    }
}
