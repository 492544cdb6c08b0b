import KMIP

/// What Query lists: one row an operation.
let handlers: [any Handled.Type] = [
  Create.self, CreateKeyPair.self, Register.self, ReKey.self, Certify.self, ReCertify.self, Locate.self, Check.self,
  Get.self, GetAttributes.self, GetAttributeList.self, AddAttribute.self, ModifyAttribute.self, DeleteAttribute.self,
  Activate.self, Revoke.self, Destroy.self, Validate.self, Query.self, ReKeyKeyPair.self, DiscoverVersions.self,
  Encrypt.self, Decrypt.self, Sign.self, SignatureVerify.self, MAC.self, MACVerify.self, RNGRetrieve.self,
  RNGSeed.self, KMIP.Hash.self, Import.self, Export.self, SetAttribute.self, DeriveKey.self, Archive.self, Recover.self,
  Poll.self, Cancel.self, Process.self, QueryAsynchronousRequests.self, CreateSplitKey.self, JoinSplitKey.self,
  ObtainLease.self, GetUsageAllocation.self, AdjustAttribute.self, SetDefaults.self, SetConstraints.self,
  GetConstraints.self, Login.self, DelegatedLogin.self, Logout.self, SetEndpointRole.self, Log.self, Ping.self,
  Interop.self, PKCS11.self, Put.self, Notify.self,
]
