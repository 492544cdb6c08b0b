import KMIP
import KMSInterpreter
import KMSSyntax

extension Command {
  /// KMIP 2.1 §6.1.53, with the attribute that says under which key an object is kept.
  static func rewrap(_ kms: KMS) -> Command {
    Command(
      "rewrap", "wrap a key that the KMS keeps wrapped under another key",
      discussion: """
        Without `with`, under the newest replacement of the key that wraps it now; nothing happens if that is the \
        one. The material does not leave the KMS. Takes a key in clear too, if `with` names the key to wrap it.
        """,
      effect: .write, operations: ["Set Attribute"],
      parameters: [
        CommandParameter("key", .id(many: false), .positional, required: true, help: "the key to wrap anew"),
        CommandParameter("with", .id(many: false), help: "the key to wrap it with"),
      ],
      returns: .object,
      examples: [
        Example(
          """
          let $kek = create
          let $key = create wrap-with=$kek
          rewrap $key with=(create name="kek-2")
          """, "under another key"),
        Example(
          """
          let $kek = create
          let $key = create wrap-with=$kek
          rekey $kek
          rewrap $key
          """, "under the newest one, where the server did not do it with the rotation"),
      ]
    ) { invocation in
      let id = try invocation.arguments.requiredID("key")
      let attributes = try await kms.attributes(of: id)
      let present = attributes.link(.wrappingKeyLink)
      let wanted = try await kms.wrappingKey(invocation.arguments.id("with"), after: present, of: id)
      guard wanted != present else { return .object(try await kms.object(id)) }
      let request = SetAttribute(
        uniqueIdentifier: .text(id), newAttribute: Attribute(.attribute, VendorAttribute.wrappingKey(wanted)))
      _ = try await kms.perform(request, on: [id])
      let after = try await kms.object(id)
      guard after.link("wrapping-key") == wanted else { throw CommandError.wrapsNothing(id, wanted) }
      return .object(after)
    }
  }
}

extension KMS {
  private static let mostGenerations = 1000

  /// The key to wrap with: the one that is asked for, else the newest replacement of the present one.
  fileprivate func wrappingKey(_ asked: String?, after present: String?, of id: String) async throws -> String {
    if let asked { return asked }
    guard var newest = present else {
      throw CommandError(
        .missingParameter, "\(id) is not kept wrapped", hint: "name the key to wrap it with: rewrap … with=KEY",
        parameter: "key")
    }
    for _ in 0..<Self.mostGenerations {
      guard let next = try await attributes(of: newest).link(.replacementObjectLink) else { return newest }
      newest = next
    }
    return newest
  }
}

extension CommandError {
  fileprivate static func wrapsNothing(_ id: String, _ key: String) -> CommandError {
    CommandError(
      .refusedLocally, "the server did not wrap \(id) under \(key): it took the attribute, and did nothing",
      hint: "export the key wrapped with \(key), and import it in its place", parameter: "key")
  }
}
