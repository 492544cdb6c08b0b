import KMIP

extension Set<AccessRight> {
  /// Whether these rights to an object of another's are enough for an operation on it.
  func permit(_ operation: OperationCode) -> Bool {
    guard !isEmpty else { return false }
    if operation.showsOnly { return true }
    if let right = operation.right, contains(right) { return true }
    return !operation.endsUse && contains(.get)
  }
}

extension OperationCode {
  /// Operations that are much the same need one right.
  var right: AccessRight? {
    switch self {
    case .reKeyKeyPair, .reCertify: AccessRight(.reKey)
    case .archive, .recover: AccessRight(.revoke)
    case .macVerify: AccessRight(.mac)
    case .adjustAttribute: AccessRight(.modifyAttribute)
    default: AccessRight(self)
    }
  }

  /// Tells what is said of an object, which any right lets its holder see.
  fileprivate var showsOnly: Bool { [.getAttributes, .getAttributeList, .check, .locate].contains(self) }

  /// The right to get an object is not the right to end its use, or to put another in its place.
  fileprivate var endsUse: Bool {
    [.reKey, .reKeyKeyPair, .reCertify, .revoke, .archive, .recover, .destroy, .import, .put].contains(self)
  }

  /// Leaves an object that was not there before.
  var makesObjects: Bool {
    [
      .create, .createKeyPair, .register, .import, .certify, .deriveKey, .createSplitKey, .joinSplitKey, .reKey,
      .reKeyKeyPair, .reCertify, .put,
    ].contains(self)
  }
}
