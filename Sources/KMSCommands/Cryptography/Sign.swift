import KMIP
import KMSInterpreter
import KMSSyntax

extension Command {
  /// KMIP 2.1 §6.1.56
  static func sign(_ kms: KMS, in folder: String) -> Command {
    Command(
      "sign", "sign data with a private key",
      effect: .use, operations: ["Sign"],
      parameters: [
        CommandParameter("key", .id(many: false), .positional, required: true, help: "a private key"),
        CommandParameter("data", dataType, redacted: true, help: "what to sign: bytes, text or a secret"),
        FileOptions.file,
        CommandParameter("digest", .bytes, help: "in place of data: its hash, made elsewhere"),
        CryptographicOptions.hash, CryptographicOptions.padding,
      ],
      returns: .bytes,
      examples: [
        Example(
          """
          let $pair = create-pair algorithm=rsa length=2048
          let $signature = sign $pair.private data="hello" hash=sha256
          """,
          "RSA, PSS padding"),
        Example(
          """
          let $pair = create-pair algorithm=ed25519
          print hex((sign $pair.private data="hello"))
          """,
          "Ed25519, in hexadecimal"),
        Example(
          """
          save "hello" to=letter.txt
          let $pair = create-pair algorithm=ec
          let $signature = sign $pair.private file=letter.txt
          assert (verify $pair.public file=letter.txt signature=$signature).valid
          """,
          "a file of any size"),
      ]
    ) { invocation in
      let arguments = invocation.arguments
      let id = try arguments.requiredID("key")
      var request = KMIP.Sign(
        uniqueIdentifier: .text(id),
        cryptographicParameters: try await kms.completed(CryptographicOptions.parameters(arguments), for: id),
        digestedData: arguments.bytes("digest"))
      if let file = try await kms.digestOfFile(.sign, arguments, in: folder, request.cryptographicParameters) {
        (request.digestedData, request.cryptographicParameters) = (file.digest, file.parameters)
      }
      let next = KMIP.Sign(uniqueIdentifier: .text(id))
      let answer =
        request.digestedData == nil
        ? try await kms.perform(request, then: next, invocation, in: folder) : try await kms.perform(request)
      return .bytes(try answer.signatureData.orMissing("signature"))
    }
  }

  /// KMIP 2.1 §6.1.57
  static func verify(_ kms: KMS, in folder: String) -> Command {
    Command(
      "verify", aliases: ["signature-verify"], "check a signature with a public key",
      discussion: "Gives a record: `valid` is true or false. A wrong signature is an answer, not a failure.",
      effect: .read, operations: ["Signature Verify"],
      parameters: [
        CommandParameter("key", .id(many: false), .positional, required: true, help: "a public key"),
        CommandParameter("data", dataType, redacted: true, help: "what was signed"), FileOptions.file,
        CommandParameter("digest", .bytes, help: "in place of data: its hash, made elsewhere"),
        CommandParameter("signature", .bytes, required: true, help: "what `sign` gave"),
        CryptographicOptions.hash, CryptographicOptions.padding,
      ],
      returns: .record,
      examples: [
        Example(
          """
          let $pair = create-pair algorithm=ec
          let $signature = sign $pair.private data="hello"
          assert (verify $pair.public data="hello" signature=$signature).valid
          """, "stop if the signature is wrong"),
        Example(
          """
          let $pair = create-pair algorithm=ec
          let $signature = sign $pair.private data="hello"
          verify $pair.public data="other" signature=$signature
          """, "a record with valid: false"),
      ]
    ) { invocation in
      let arguments = invocation.arguments
      let id = try arguments.requiredID("key")
      var request = SignatureVerify(
        uniqueIdentifier: .text(id),
        cryptographicParameters: try await kms.completed(CryptographicOptions.parameters(arguments), for: id),
        digestedData: arguments.bytes("digest"), signatureData: arguments.bytes("signature"))
      if let file = try await kms.digestOfFile(.signatureVerify, arguments, in: folder, request.cryptographicParameters)
      {
        (request.digestedData, request.cryptographicParameters) = (file.digest, file.parameters)
      }
      let next = SignatureVerify(uniqueIdentifier: .text(id))
      let answer =
        request.digestedData == nil
        ? try await kms.perform(request, then: next, invocation, in: folder) : try await kms.perform(request)
      return answer.validityIndicator.verdict
    }
  }
}

extension ValidityIndicator? {
  var verdict: Value {
    .record(Record([("valid", .bool(self == .valid)), ("indicator", self.map { .enumeration($0.word) } ?? .none)]))
  }
}

extension Optional {
  /// For a field that the specification leaves optional and that this answer cannot do without.
  func orMissing(_ what: String) throws -> Wrapped {
    guard let self else { throw CommandError(.undecodableAnswer, "the answer holds no \(what)") }
    return self
  }
}
