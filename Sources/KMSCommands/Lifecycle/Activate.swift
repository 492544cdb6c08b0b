import KMIP
import KMSInterpreter
import KMSSyntax

extension Command {
  /// KMIP 2.1 §6.1.1
  static func activate(_ kms: KMS) -> Command {
    Command(
      "activate", "make pre-active objects active",
      effect: .write, operations: ["Activate"],
      parameters: [
        CommandParameter("objects", .id(many: true), .rest, required: true, help: "one object or a list")
      ],
      returns: .table,
      examples: [
        Example(
          """
          let $key = create activate=false
          activate $key
          """, "one key"),
        Example(
          """
          let $a = create activate=false
          let $b = create activate=false
          activate [$a, $b]
          """, "two of them"),
      ]
    ) { invocation in
      try await kms.each(invocation.arguments.ids("objects")) { id in
        _ = try await kms.perform(Activate(uniqueIdentifier: .text(id)), on: [id])
        return [("state", .enumeration(State.active.word))]
      }
    }
  }
}

extension KMS {
  /// Does the same to one object after another, once each, and gives a table of what came of it; the first refusal stops.
  func each(
    _ ids: [String], _ body: (String) async throws -> [(name: String, value: Value)]
  ) async throws -> Value {
    guard !ids.isEmpty else { throw CommandError(.missingParameter, "no object is given") }
    var rows: [Record] = []
    var seen: Set<String> = []
    for id in ids where seen.insert(id).inserted {
      try Task.checkCancellation()
      StatementTrace.current?.note(entity: id)
      let row = Record([("id", .id(id))] + (try await body(id)))
      StatementTrace.current?.note(id, after: row.word("state"))
      rows.append(row)
    }
    return .table(Table(columns: rows.first?.fields.map(\.name) ?? ["id"], rows: rows))
  }
}
