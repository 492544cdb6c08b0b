import KMIP
import KMSInterpreter
import KMSSyntax

extension Command {
  /// KMIP 2.1 §6.1.44
  static func rekey(_ kms: KMS) -> Command {
    Command(
      "rekey", aliases: ["re-key"], "replace a symmetric key with a new one that takes over its name",
      discussion: "The old key is deactivated and linked to the new one. It is never repeated blindly.",
      effect: .write, operations: ["Re-key"],
      parameters: [
        CommandParameter("key", .id(many: false), .positional, required: true, help: "the key to replace"),
        CommandParameter("offset", .duration, help: "how long until the new key is active"),
      ],
      returns: .object,
      examples: [
        Example(
          """
          let $key = create
          let $new = rekey $key
          """, "replace a key"),
        Example(
          """
          let $key = create
          rekey $key offset=1h
          """, "the new key is active in an hour"),
      ]
    ) { invocation in
      let old = try invocation.arguments.requiredID("key")
      let offset = try invocation.arguments.interval("offset")
      kms.noteReplacement(try await kms.attributes(of: old), of: old)
      let answer = try await kms.perform(ReKey(uniqueIdentifier: .text(old), offset: offset), on: [old])
      return .object(try await kms.object(answer.uniqueIdentifier.description))
    }
  }

  /// KMIP 2.1 §6.1.45
  static func rekeyPair(_ kms: KMS) -> Command {
    Command(
      "rekey-pair", aliases: ["re-key-key-pair"], "replace a key pair with a new one that takes over its name",
      discussion: """
        Takes the private key of the pair, or its public key. The old pair is deactivated and linked to the new one. \
        Gives a record with the new halves, `private` and `public`.
        """,
      effect: .write, operations: ["Re-key Key Pair"],
      parameters: [
        CommandParameter("key", .id(many: false), .positional, required: true, help: "a half of the pair"),
        CommandParameter("offset", .duration, help: "how long until the new pair is active"),
      ],
      returns: .record,
      examples: [
        Example(
          """
          let $pair = create-pair algorithm=ec
          let $new = rekey-pair $pair.private
          """, "replace a pair"),
        Example(
          """
          let $pair = create-pair algorithm=ec
          rekey-pair $pair.private offset=1h
          """, "active in an hour"),
      ]
    ) { invocation in
      let old = try await kms.privateHalf(of: try invocation.arguments.requiredID("key"))
      let offset = try invocation.arguments.interval("offset")
      let answer = try await kms.perform(
        ReKeyKeyPair(privateKeyUniqueIdentifier: .text(old), offset: offset), on: [old])
      return .record(
        Record([
          ("private", .object(try await kms.object(answer.privateKeyUniqueIdentifier.description))),
          ("public", .object(try await kms.object(answer.publicKeyUniqueIdentifier.description))),
        ]))
    }
  }
}

extension KMS {
  /// The id itself if it names a private key, else that of the linked one.
  fileprivate func privateHalf(of id: String) async throws -> String {
    let attributes = try await attributes(of: id)
    guard attributes.objectType == .publicKey else {
      noteReplacement(attributes, of: id)
      return id
    }
    guard let half = attributes.link(.privateKeyLink) else {
      throw CommandError(.refusedLocally, "\(id) is a public key without a linked private key", parameter: "key")
    }
    noteReplacement(try await self.attributes(of: half), of: half)
    return half
  }

  /// A replacement that is there already is none that the statement makes.
  func noteReplacement(_ attributes: Attributes, of id: String) {
    StatementTrace.current?.note(id, before: attributes.link(.replacementObjectLink))
  }
}
