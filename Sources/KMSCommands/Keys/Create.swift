import KMIP
import KMSInterpreter

extension Command {
  /// KMIP 2.1 §6.1.8
  static func create(_ kms: KMS) -> Command {
    Command(
      "create", "make a symmetric key or secret data in the KMS",
      discussion: "The key is active at once; write activate=false to leave it pre-active.",
      effect: .write, operations: ["Create"],
      parameters: [
        CommandParameter("algorithm", .word(CryptographicAlgorithm.self, "algorithm"), help: "aes if left out"),
        CommandParameter("length", .int, help: "bits; 256 if left out"),
        CommandParameter("type", .words("type", ["symmetric-key", "secret-data"]), help: "symmetric-key if left out"),
      ] + ObjectOptions.parameters,
      returns: .object,
      examples: [
        Example("create name=\"billing\" tag=\"prod\"", "an AES-256 key that is active at once"),
        Example("let $mac = create algorithm=hmac-sha256 usage=[mac-generate, mac-verify]", "a key for MACs"),
      ]
    ) { invocation in
      let arguments = invocation.arguments
      var attributes = ObjectOptions.attributes(arguments, now: kms.clock())
      let algorithm = arguments.enumeration("algorithm", as: CryptographicAlgorithm.self) ?? .aes
      attributes.cryptographicAlgorithm = algorithm
      attributes.cryptographicLength = try arguments.int32("length") ?? 256
      attributes.cryptographicUsageMask = arguments.mask("usage") ?? algorithm.usualUsage
      let type: ObjectType = arguments.word("type") == "secret-data" ? .secretData : .symmetricKey
      let answer = try await kms.making(attributes, ids: { [$0.uniqueIdentifier] }) {
        try await kms.perform(KMIP.Create(objectType: type, attributes: $0))
      }
      return .object(kms.snapshot(of: answer.uniqueIdentifier, type: type, attributes))
    }
  }
}

extension KMS {
  /// An object as it was just made: what was asked for and what the server answered.
  func snapshot(of id: UniqueIdentifier, type: ObjectType, _ attributes: Attributes) -> Snapshot {
    var attributes = attributes
    attributes.objectType = type
    let now = DateTime(seconds: clock() / 1_000_000)
    attributes.initialDate = now
    attributes.state = (attributes.activationDate.map { $0 <= now } ?? false) ? .active : .preActive
    StatementTrace.current?.note(entity: id.description, type: type.name)
    return Snapshot(id: id, attributes: attributes, readAt: clock())
  }
}

extension CryptographicAlgorithm {
  private static let macs: Set<CryptographicAlgorithm> = [
    .hmacSHA1, .hmacSHA224, .hmacSHA256, .hmacSHA384, .hmacSHA512, .hmacSHA3224, .hmacSHA3256, .hmacSHA3384,
    .hmacSHA3512,
  ]

  var usualUsage: CryptographicUsageMask {
    Self.macs.contains(self) ? [.macGenerate, .macVerify] : [.encrypt, .decrypt, .wrapKey, .unwrapKey]
  }
}
