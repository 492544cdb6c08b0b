public import KMIP

extension OperationCode {
  /// True if the operation changes no object, so that sending it twice does no more than sending it once.
  public var isRepeatable: Bool { Self.repeatable.contains(self) }

  private static let repeatable: Set<OperationCode> = [
    .check, .discoverVersions, .export, .get, .getAttributeList, .getAttributes, .getConstraints, .locate, .ping,
    .query, .queryAsynchronousRequests, .validate,
    .listAccess, .listObtainedAccess,
    .decrypt, .encrypt, .hash, .mac, .macVerify, .rngRetrieve, .sign, .signatureVerify,
  ]
}
