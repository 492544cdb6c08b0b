import KMIP
import KMSInterpreter
import KMSSyntax

extension Command {
  /// KMIP 2.1 §6.1.14
  static func derive(_ kms: KMS) -> Command {
    Command(
      "derive", aliases: ["derive-key"], "make a key from another one, in the KMS",
      discussion: """
        hkdf and pbkdf2 take salt=, hkdf and hmac and the nist800-108 methods take data= as info or fixed input, \
        encrypt takes data=, mode= and iv=. asymmetric-key takes peer=, another's public key, and length=, which is \
        that of the curve: what the two agree on. The new object is linked to the one that it was made from. The base \
        wants the usage derive-key, and key-agreement for asymmetric-key.
        """,
      effect: .write, operations: ["Derive Key"],
      parameters: [
        CommandParameter("base", .id(many: false), .positional, required: true, help: "the key or secret data"),
        CommandParameter("peer", .id(many: false), help: "another's public key, of the method asymmetric-key"),
        CommandParameter("method", .word(DerivationMethod.self, "method"), help: "hkdf if left out"),
        CommandParameter("length", .int, help: "bits of the new key; 256 if left out"),
        CommandParameter("algorithm", .word(CryptographicAlgorithm.self, "algorithm"), help: "aes if left out"),
        CommandParameter("type", .words("type", ["symmetric-key", "secret-data"]), help: "symmetric-key if left out"),
        CommandParameter("hash", .word(HashingAlgorithm.self, "hash"), help: "sha256 if left out"),
        CommandParameter("salt", dataType, redacted: true, help: "bytes, text or a secret"),
        CommandParameter("data", dataType, redacted: true, help: "info, fixed input or plaintext, by the method"),
        CommandParameter("iterations", .int, help: "of pbkdf2; 600000 if left out"),
        CryptographicOptions.mode,
        CommandParameter("iv", .bytes, help: "of the method encrypt or nist800-108-f"),
      ] + ObjectOptions.parameters,
      returns: .object,
      examples: [
        Example(
          """
          let $base = create usage=[derive-key]
          let $key = derive $base data="tenant 7" salt="2026"
          """, "HKDF with SHA-256, for a tenant"),
        Example(
          """
          let $word = register type=secret-data data="correct horse" usage=[derive-key]
          derive $word method=pbkdf2 salt=hex"00112233445566778899aabbccddeeff" iterations=10000 length=128
          """, "a key from a password"),
      ]
    ) { invocation in
      let arguments = invocation.arguments
      let base = try arguments.requiredID("base")
      var attributes = ObjectOptions.attributes(arguments, now: kms.clock())
      let type: ObjectType = arguments.word("type") == "secret-data" ? .secretData : .symmetricKey
      let algorithm = arguments.enumeration("algorithm", as: CryptographicAlgorithm.self) ?? .aes
      if type == .symmetricKey { attributes.cryptographicAlgorithm = algorithm }
      attributes.cryptographicLength = try arguments.int32("length") ?? 256
      attributes.cryptographicUsageMask =
        arguments.mask("usage") ?? (type == .symmetricKey ? algorithm.usualUsage : .deriveKey)
      let method = arguments.enumeration("method", as: DerivationMethod.self) ?? .hkdf
      let parameters = try arguments.derivation(method)
      let peer = arguments.id("peer").map { [$0] } ?? []
      let answer = try await kms.making(attributes, ids: { [$0.uniqueIdentifier] }) {
        try await kms.perform(
          DeriveKey(
            objectType: type, uniqueIdentifier: ([base] + peer).map { .text($0) }, derivationMethod: method,
            derivationParameters: parameters, attributes: $0), on: [base])
      }
      attributes.setLink(.derivationBaseObjectLink, base)
      return .object(kms.snapshot(of: answer.uniqueIdentifier, type: type, attributes))
    }
  }
}

extension Arguments {
  fileprivate func derivation(_ method: DerivationMethod) throws -> DerivationParameters {
    let hash: HashingAlgorithm? = enumeration("hash") ?? ([.encrypt, .asymmetricKey].contains(method) ? nil : .sha256)
    return DerivationParameters(
      cryptographicParameters: CryptographicParameters(
        blockCipherMode: enumeration("mode"), hashingAlgorithm: hash),
      initializationVector: bytes("iv"), derivationData: data("data"), salt: data("salt"),
      iterationCount: try int32("iterations") ?? (method == .pbkdf2 ? 600_000 : nil))
  }
}
