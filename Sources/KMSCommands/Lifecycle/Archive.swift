import KMIP
import KMSInterpreter

extension Command {
  /// KMIP 2.1 §6.1.4
  static func archive(_ kms: KMS) -> Command {
    Command(
      "archive", "put objects away: nothing uses them until they are recovered",
      discussion: "The attributes of an archived object may be read. Its state stays what it was.",
      effect: .write, operations: ["Archive"],
      parameters: [
        CommandParameter("objects", .id(many: true), .rest, required: true, help: "one object or a list")
      ],
      returns: .table,
      examples: [
        Example(
          """
          let $key = create
          archive $key
          """, "one key"),
        Example(
          """
          let $key = create
          archive $key
          assert fails(object_archived) { encrypt $key data="x" }
          print (show $key).archive-date
          """, "since when it is archived"),
      ]
    ) { invocation in
      try await kms.each(invocation.arguments.ids("objects")) { id in
        _ = try await kms.perform(KMIP.Archive(uniqueIdentifier: .text(id)), on: [id])
        return [("archived", .bool(true))]
      }
    }
  }

  /// KMIP 2.1 §6.1.42
  static func recover(_ kms: KMS) -> Command {
    Command(
      "recover", "bring archived objects back into use",
      effect: .write, operations: ["Recover"],
      parameters: [
        CommandParameter("objects", .id(many: true), .rest, required: true, help: "one object or a list")
      ],
      returns: .table,
      examples: [
        Example(
          """
          let $key = create
          archive $key
          recover $key
          """, "one key"),
        Example(
          """
          let $a = create
          let $b = create
          archive [$a, $b]
          recover [$a, $b]
          """, "two of them"),
      ]
    ) { invocation in
      try await kms.each(invocation.arguments.ids("objects")) { id in
        _ = try await kms.perform(KMIP.Recover(uniqueIdentifier: .text(id)), on: [id])
        return [("archived", .bool(false))]
      }
    }
  }
}
