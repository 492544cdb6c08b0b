import KMIP
import KMSInterpreter
import KMSSyntax

extension Command {
  /// KMIP 2.1 §6.1.27
  static func joinKey(_ kms: KMS) -> Command {
    Command(
      "join-key", aliases: ["join-split-key"], "bring a key back from its parts, in the KMS",
      discussion: """
        The parts are those of one split, as many as its threshold says. They stay where they are. The whole is \
        sensitive, or not extractable, where one of its parts is.
        """,
      effect: .write, operations: ["Join Split Key"],
      parameters: [
        CommandParameter("parts", .id(many: true), .rest, required: true, help: "the parts"),
        CommandParameter(
          "type", .words("type", ["symmetric-key", "private-key", "secret-data"]),
          help: "symmetric-key if left out"),
      ] + ObjectOptions.parameters,
      returns: .object,
      examples: [
        Example(
          """
          let $parts = split-key parts=5 threshold=3
          let $key = join-key ($parts | take 3) name="restored"
          """, "three of five"),
        Example(
          """
          let $halves = split-key parts=2 id=root
          join-key root_1 root_2 usage=[encrypt, decrypt]
          """, "both of two"),
      ]
    ) { invocation in
      let arguments = invocation.arguments
      let parts = arguments.ids("parts")
      guard !parts.isEmpty else { throw CommandError(.missingParameter, "no part is given", parameter: "parts") }
      var attributes = ObjectOptions.attributes(arguments, now: kms.clock())
      attributes.cryptographicUsageMask = arguments.mask("usage")
      let type = arguments.word("type").flatMap { ObjectType(word: $0) } ?? .symmetricKey
      let answer = try await kms.making(attributes, ids: { [$0.uniqueIdentifier] }) {
        try await kms.perform(
          JoinSplitKey(
            objectType: type, uniqueIdentifier: parts.map { .text($0) },
            secretDataType: type == .secretData ? .seed : nil, attributes: $0), on: parts)
      }
      return .object(try await kms.object(answer.uniqueIdentifier.description))
    }
  }
}
