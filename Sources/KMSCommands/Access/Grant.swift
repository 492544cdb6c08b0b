import KMIP
import KMIPClient
import KMSInterpreter
import KMSSyntax

extension Command {
  static func grant(_ kms: KMS) -> Command {
    Command(
      "grant", "let another user do things with objects of yours",
      discussion: """
        Only the owner of an object grants. `get` stands for every operation but re-key, revoke and destroy; any right \
        lets a user read the attributes. The user "*" is everybody. The right to create objects is granted without \
        an object, by a privileged user. KMIP has no message for it: it takes the server's http address, or the \
        embedded KMS.
        """,
      effect: .write, operations: [OperationCode.grantAccess.name],
      parameters: [
        CommandParameter("objects", .id(many: true), .rest, help: "one object or a list; none for the right to create"),
        CommandParameter("to", .text, required: true, help: "the user, by the name that the server knows"),
        CommandParameter("operations", .rights, required: true, help: "what is allowed, such as [encrypt, decrypt]"),
      ],
      returns: .table,
      examples: [
        Example(
          """
          let $key = create
          grant $key to="bob@acme.com" operations=[encrypt, decrypt]
          """, "use, and no more"),
        Example(
          """
          let $pair = create-pair algorithm=ec
          grant $pair.public to="*" operations=get
          rights $pair.public
          """, "a public key for everybody"),
      ]
    ) { invocation in
      try await kms.checkAccessCalls()
      let arguments = invocation.arguments
      let (user, operations) = (try arguments.user("to"), arguments.rights("operations").map(\.operation))
      return try await kms.each(objects: arguments.ids("objects")) { id in
        let request = GrantAccess(uniqueIdentifier: id.map { .text($0) }, user: user, operations: operations)
        _ = try await kms.perform(request, on: [id].compactMap(\.self))
        return AccessGrant(user: user, rights: Set(operations.compactMap { AccessRight($0) }))
      }
    }
  }

  static func ungrant(_ kms: KMS) -> Command {
    Command(
      "ungrant", "take back what a user was allowed",
      discussion: """
        Takes back the rights that are named, or all that the user has to the object. What others have stays, also \
        what everybody ("*") has.
        """,
      effect: .write, operations: [OperationCode.listAccess.name, OperationCode.revokeAccess.name],
      parameters: [
        CommandParameter("objects", .id(many: true), .rest, help: "one object or a list; none for the right to create"),
        CommandParameter("from", .text, required: true, help: "the user, by the name that the server knows"),
        CommandParameter("operations", .rights, help: "what is no more allowed; all of it if left out"),
      ],
      returns: .table,
      examples: [
        Example(
          """
          let $key = create
          grant $key to="bob@acme.com" operations=[encrypt, decrypt]
          ungrant $key from="bob@acme.com" operations=encrypt
          """, "one of two rights"),
        Example(
          """
          let $key = create
          grant $key to="bob@acme.com" operations=get
          ungrant $key from="bob@acme.com"
          assert (rights $key | count) == 0
          """, "all that a user has"),
      ]
    ) { invocation in
      try await kms.checkAccessCalls()
      let arguments = invocation.arguments
      let (user, named) = (try arguments.user("from"), arguments.rights("operations"))
      return try await kms.each(objects: arguments.ids("objects")) { id in
        let rights = try await named.isEmpty ? kms.rights(of: user, to: id) : Set(named)
        guard !rights.isEmpty else { return AccessGrant(user: user, rights: []) }
        let request = RevokeAccess(
          uniqueIdentifier: id.map { .text($0) }, user: user, operations: rights.sorted().map(\.operation))
        _ = try await kms.perform(request, on: [id].compactMap(\.self))
        return AccessGrant(user: user, rights: rights)
      }
    }
  }
}

extension ValueType {
  static let rights: ValueType = .list(of: .words("right", AccessRight.words))
}

extension Arguments {
  func rights(_ name: String) -> [AccessRight] { words(name).compactMap(AccessRight.init(word:)) }

  fileprivate func user(_ name: String) throws -> String {
    guard let user = text(name), !user.isEmpty else {
      throw CommandError(.invalidArgument, "'\(name)' takes the name of a user", parameter: name)
    }
    return user
  }
}

extension KMS {
  /// Refuses where the wire carries KMIP alone.
  func checkAccessCalls() async throws {
    let transport = try await client().transport
    guard !transport.carriesAccessCalls else { return }
    throw CommandError(
      .refusedLocally, "access rights have no KMIP message, and \(transport.address) takes nothing else",
      hint: "name the server by its http address: --server https://…", reason: .operationNotSupported)
  }

  /// Each object once, or none at all for the right to create.
  fileprivate func each(
    objects ids: [String], _ body: (String?) async throws -> AccessGrant
  ) async throws -> Value {
    guard !ids.isEmpty else {
      let grant = try await body(nil)
      return .table(Table(columns: ["id", "user", "operations"], rows: [Record([("id", .none)] + grant.fields)]))
    }
    return try await each(ids) { id in try await body(id).fields }
  }

  /// - Parameter id: None for the right to create, of which no list is to be had.
  fileprivate func rights(of user: String, to id: String?) async throws -> Set<AccessRight> {
    guard let id else { return [.create] }
    let answer = try await perform(ListAccess(uniqueIdentifier: .text(id)), on: [id])
    return answer.grants.filter { $0.user == user }.reduce(into: []) { $0.formUnion($1.rights) }
  }
}

extension AccessGrant {
  var fields: [(name: String, value: Value)] {
    [("user", .text(user)), ("operations", .list(rights.sorted().map { .enumeration($0.word) }))]
  }
}
