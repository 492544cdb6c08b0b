import KMIP
import KMSInterpreter

extension Command {
  /// KMIP 2.1 §6.1.32
  static func find(_ kms: KMS, _ console: any Console) -> Command {
    Command(
      "find", "list objects with their attributes",
      discussion: """
        Asks the server, reads the attributes of what it names, and filters here: servers ignore parts of a Locate. \
        It says so when a server's cap kept it from seeing everything. `where`, `sort` and `take` narrow the list.
        """,
      effect: .read, operations: ["Locate", "Get Attributes"],
      parameters: SearchTerms.parameters + [
        CommandParameter("limit", .int, help: "at most so many objects; all if left out")
      ],
      returns: .list(of: .object),
      examples: [
        Example("find type=private-key state=active", "active private keys"),
        Example("find tag=\"prod\" | where (age ?? 0d) > 90d | sort name", "old ones of a tag, by name"),
      ]
    ) { invocation in
      let terms = try SearchTerms(invocation.arguments)
      let limit = max(0, Int(clamping: invocation.arguments.int("limit") ?? .max))
      let found = try await kms.find(terms, limit: limit)
      if !found.isWhole {
        console.warn(
          "the server names at most so many objects at a time; there may be more",
          hint: "ask for a type, a state or a tag")
      }
      return .list(found.objects.map(Value.object))
    }
  }

  /// KMIP 2.1 §6.1.32
  static func locate(_ kms: KMS) -> Command {
    Command(
      "locate", "list the identifiers that the server names, unfiltered",
      discussion: "One Locate as it is. `find` is the safer choice: servers ignore what they do not know.",
      effect: .read, operations: ["Locate"],
      parameters: SearchTerms.parameters + [CommandParameter("limit", .int, help: "Maximum Items of the request")],
      returns: .list(of: .id(many: false)),
      examples: [
        Example("locate type=symmetric-key", "identifiers of symmetric keys"),
        Example("locate name=\"billing\" | count", "how many objects have a name"),
      ]
    ) { invocation in
      let terms = try SearchTerms(invocation.arguments)
      let limit = try invocation.arguments.int32("limit")
      let answer = try await kms.perform(Locate(terms.attributes, maximumItems: limit))
      return .list(answer.uniqueIdentifier.map { .id($0.description) })
    }
  }
}
