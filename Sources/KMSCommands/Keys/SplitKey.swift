import KMIP
import KMSInterpreter
import KMSSyntax

extension Command {
  /// KMIP 2.1 §6.1.10
  static func splitKey(_ kms: KMS) -> Command {
    Command(
      "split-key", aliases: ["create-split-key"], "make the parts of a key, in the KMS",
      discussion: """
        A number of the parts, the threshold, brings the key back; fewer tell nothing of it. Without a key to split \
        the KMS makes one up and keeps its parts alone. xor wants every part; the polynomial methods take a threshold, \
        and polynomial-sharing-prime-field a prime= besides. With id=k the parts are k_1, k_2 and so on. The parts of \
        a key that is sensitive or not extractable are so too.
        """,
      effect: .write, operations: ["Create Split Key"],
      parameters: [
        CommandParameter("key", .id(many: false), .positional, help: "a key or secret data; a new one if left out"),
        CommandParameter("parts", .int, required: true, help: "how many"),
        CommandParameter("threshold", .int, help: "how many bring the key back; all if left out"),
        CommandParameter(
          "method", .word(SplitKeyMethod.self, "method"), help: "polynomial-sharing-gf28 if left out, or xor for all"),
        CommandParameter("prime", .bytes, help: "greater than every key of that length, big endian"),
        CommandParameter("algorithm", .word(CryptographicAlgorithm.self, "algorithm"), help: "aes if left out"),
        CommandParameter("length", .int, help: "bits of a new key; 256 if left out"),
      ] + ObjectOptions.parameters,
      returns: .list(of: .object),
      examples: [
        Example("let $parts = split-key parts=5 threshold=3", "a new AES key, of which three parts of five suffice"),
        Example(
          """
          let $key = create
          let $parts = split-key $key parts=2
          retire $key
          let $again = join-key $parts
          """, "a key that is there only where both parts are"),
      ]
    ) { invocation in
      let request = try SplitRequest(invocation.arguments, now: kms.clock())
      let answer = try await kms.making(request.attributes, ids: { $0.uniqueIdentifier }) { attributes in
        try await kms.perform(request.operation(attributes), on: request.key.map { [$0] } ?? [])
      }
      return .list(try await kms.objects(answer.uniqueIdentifier.map(\.description)).map(Value.object))
    }
  }
}

/// What `split-key` asks for.
private struct SplitRequest {
  let key: String?
  let parts: Int32
  let threshold: Int32
  let method: SplitKeyMethod
  let prime: BigInteger?
  var attributes: Attributes

  init(_ arguments: Arguments, now: Int64) throws {
    key = arguments.id("key")
    guard let parts = try arguments.int32("parts") else {
      throw CommandError(.missingParameter, "the number of parts is not given", parameter: "parts")
    }
    self.parts = parts
    threshold = try arguments.int32("threshold") ?? parts
    method = arguments.enumeration("method") ?? (threshold == parts ? .xor : .polynomialSharingGF28)
    prime = arguments.bytes("prime").map { BigInteger(magnitude: $0) }
    attributes = ObjectOptions.attributes(arguments, now: now)
    attributes.cryptographicUsageMask = arguments.mask("usage")
    guard key == nil else {
      guard try arguments.int32("length") == nil, arguments.word("algorithm") == nil else {
        throw CommandError(.invalidArgument, "the key has its length and algorithm already", parameter: "key")
      }
      return
    }
    attributes.cryptographicAlgorithm = arguments.enumeration("algorithm", as: CryptographicAlgorithm.self) ?? .aes
    attributes.cryptographicLength = try arguments.int32("length") ?? 256
  }

  func operation(_ attributes: Attributes) -> CreateSplitKey {
    CreateSplitKey(
      objectType: .splitKey, uniqueIdentifier: key.map { .text($0) }, splitKeyParts: parts,
      splitKeyThreshold: threshold, splitKeyMethod: method, primeFieldSize: prime, attributes: attributes)
  }
}
