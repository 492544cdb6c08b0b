import KMIP
import KMSInterpreter
import KMSSyntax

private let codeMode = CommandParameter(
  "mode", .word(BlockCipherMode.self, "mode"), help: "cmac, with an AES key; a code by hash if left out")

extension Command {
  /// KMIP 2.1 §6.1.35
  static func mac(_ kms: KMS, in folder: String) -> Command {
    Command(
      "mac", "make a message authentication code",
      effect: .use, operations: ["MAC"],
      parameters: [
        CommandParameter("key", .id(many: false), .positional, required: true, help: "a key for MACs"),
        CommandParameter("data", dataType, redacted: true, help: "bytes, text or a secret"), FileOptions.file,
        CryptographicOptions.hash, codeMode,
      ],
      returns: .bytes,
      examples: [
        Example(
          """
          let $key = create algorithm=hmac-sha256
          let $code = mac $key data="hello"
          """, "by the key's own hash"),
        Example(
          """
          let $key = create algorithm=hmac-sha256
          print hex((mac $key data="hello" hash=sha256))
          """, "in hexadecimal"),
        Example(
          """
          let $key = create usage=[mac-generate, mac-verify]
          let $code = mac $key data="hello" mode=cmac
          """, "CMAC, with an AES key"),
      ]
    ) { invocation in
      let id = try invocation.arguments.requiredID("key")
      let request = KMIP.MAC(
        uniqueIdentifier: .text(id),
        cryptographicParameters: try await kms.completed(
          CryptographicOptions.parameters(invocation.arguments), for: id))
      let next = KMIP.MAC(uniqueIdentifier: .text(id))
      return .bytes(try await kms.perform(request, then: next, invocation, in: folder).macData.orMissing("MAC"))
    }
  }

  /// KMIP 2.1 §6.1.36
  static func macVerify(_ kms: KMS, in folder: String) -> Command {
    Command(
      "mac-verify", "check a message authentication code",
      discussion: "Gives a record: `valid` is true or false.",
      effect: .read, operations: ["MAC Verify"],
      parameters: [
        CommandParameter("key", .id(many: false), .positional, required: true, help: "the key that made it"),
        CommandParameter("data", dataType, redacted: true, help: "bytes, text or a secret"), FileOptions.file,
        CommandParameter("mac", .bytes, required: true, help: "what `mac` gave"),
        CryptographicOptions.hash, codeMode,
      ],
      returns: .record,
      examples: [
        Example(
          """
          let $key = create algorithm=hmac-sha256
          let $code = mac $key data="hello"
          assert (mac-verify $key data="hello" mac=$code).valid
          """, "stop if the code is wrong"),
        Example(
          """
          let $key = create algorithm=hmac-sha256
          let $code = mac $key data="hello"
          mac-verify $key data="other" mac=$code
          """, "a record with valid: false"),
      ]
    ) { invocation in
      let id = try invocation.arguments.requiredID("key")
      let request = MACVerify(
        uniqueIdentifier: .text(id),
        cryptographicParameters: try await kms.completed(
          CryptographicOptions.parameters(invocation.arguments), for: id),
        macData: invocation.arguments.bytes("mac"))
      let next = MACVerify(uniqueIdentifier: .text(id))
      return try await kms.perform(request, then: next, invocation, in: folder).validityIndicator.verdict
    }
  }

  /// KMIP 2.1 §6.1.24
  static func hash(_ kms: KMS, in folder: String) -> Command {
    Command(
      "hash", "hash data in the KMS",
      effect: .use, operations: ["Hash"],
      parameters: [
        CommandParameter(
          "data", dataType, .positional, redacted: true, help: "bytes, text or a secret"),
        FileOptions.file,
        CommandParameter("hash", .word(HashingAlgorithm.self, "hash"), help: "sha256 if left out"),
      ],
      returns: .bytes,
      examples: [
        Example("print hex((hash \"hello\"))", "SHA-256, in hexadecimal"),
        Example("hash \"hello\" hash=sha512", "SHA-512"),
        Example(
          """
          save "hello" to=letter.txt
          print hex((hash file=letter.txt))
          """, "a file of any size"),
      ]
    ) { invocation in
      let algorithm: HashingAlgorithm = invocation.arguments.enumeration("hash") ?? .sha256
      let request = KMIP.Hash(cryptographicParameters: CryptographicParameters(hashingAlgorithm: algorithm))
      return .bytes(try await kms.perform(request, then: KMIP.Hash(), invocation, in: folder).data.orMissing("hash"))
    }
  }

  /// KMIP 2.1 §6.1.51
  static func random(_ kms: KMS) -> Command {
    Command(
      "random", aliases: ["rng-retrieve"], "random bytes from the KMS",
      effect: .use, operations: ["RNG Retrieve"],
      parameters: [
        CommandParameter("count", .int, .positional, required: true, help: "how many bytes, up to 65536")
      ],
      returns: .bytes,
      examples: [
        Example("let $probe = random 32", "32 bytes"),
        Example("print base64((random 12))", "as base64"),
      ], keepsValue: false
    ) { invocation in
      guard let count = try invocation.arguments.int32("count"), (1...65536).contains(count) else {
        throw CommandError(.invalidArgument, "'count' is from 1 to 65536", parameter: "count")
      }
      return .bytes(try await kms.perform(RNGRetrieve(dataLength: count)).data)
    }
  }
}
