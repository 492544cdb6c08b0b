import KMIP
import KMSInterpreter

extension Command {
  static func rights(_ kms: KMS) -> Command {
    Command(
      "rights", "list who may do what with an object, or what you may do with others'",
      discussion: """
        Of an object, its owner is shown the users and their rights; the owner's own need no grant. Without an object, \
        the objects of others are listed that you were given a right to.
        """,
      effect: .read, operations: [OperationCode.listAccess.name, OperationCode.listObtainedAccess.name],
      parameters: [
        CommandParameter("object", .id(many: false), .positional, help: "an object of yours")
      ],
      returns: .table,
      examples: [
        Example(
          """
          let $key = create
          grant $key to="bob@acme.com" operations=[encrypt, decrypt]
          rights $key | where user == "bob@acme.com"
          """, "what one user may do"),
        Example("rights | where owner == \"alice@acme.com\"", "what alice lets you do"),
      ]
    ) { invocation in
      try await kms.checkAccessCalls()
      guard let id = invocation.arguments.id("object") else {
        let answer = try await kms.perform(ListObtainedAccess())
        return .table(
          Table(columns: ["id", "owner", "state", "operations"], rows: answer.objects.map { Record($0.fields) }))
      }
      let answer = try await kms.perform(ListAccess(uniqueIdentifier: .text(id)), on: [id])
      return .table(Table(columns: ["user", "operations"], rows: answer.grants.map { Record($0.fields) }))
    }
  }
}

extension ObtainedAccess {
  fileprivate var fields: [(name: String, value: Value)] {
    [
      ("id", .id(uniqueIdentifier.description)), ("owner", .text(owner)),
      ("state", state.map { .enumeration($0.word) } ?? .none),
      ("operations", .list(operations.map { .enumeration($0.word) })),
    ]
  }
}
