/// What a KMIP operation does to the objects that it names.
enum Deed: Hashable {
  case makes, replaces
  case changes(KeyEvent.Kind)
  case uses

  /// - Returns: Nothing for what only reads.
  init?(operation: String) {
    switch operation.lowercased().filter(\.isLetter) {
    case "create", "createkeypair", "register", "import", "derivekey", "certify", "createsplitkey", "joinsplitkey":
      self = .makes
    case "rekey", "rekeykeypair", "recertify": self = .replaces
    case "activate": self = .changes(.activated)
    case "revoke": self = .changes(.revoked)
    case "destroy": self = .changes(.destroyed)
    case "archive": self = .changes(.archived)
    case "recover": self = .changes(.recovered)
    case "addattribute", "modifyattribute", "setattribute", "deleteattribute", "adjustattribute", "setconstraints":
      self = .changes(.changed)
    case "get", "export": self = .changes(.exported)
    case "encrypt", "decrypt", "sign", "signatureverify", "mac", "macverify": self = .uses
    default: return nil
    }
  }
}
