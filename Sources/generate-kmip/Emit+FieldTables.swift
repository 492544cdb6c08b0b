extension Facts {
  /// The fields of structures and payloads as data, for messages that are put together by name.
  func fieldTableFile() -> String {
    let structureRows = structures.sorted { $0.key < $1.key }.map { name, row in
      "  (\"\(swiftType(name))\", \"\(spelling(row.fields))\"),"
    }
    let operationRows = operations.map { row in
      "  (\"\(row.name)\", \"\(spelling(row.request))\", \"\(spelling(row.response))\"),"
    }
    return """
      let structureFieldRows: [(type: StaticString, fields: StaticString)] = [
      \(structureRows.joined(separator: "\n"))
      ]

      let operationFieldRows: [(operation: StaticString, request: StaticString, response: StaticString)] = [
      \(operationRows.joined(separator: "\n"))
      ]
      """
  }

  private func spelling(_ fields: [Field]) -> String { fields.map(\.text).joined(separator: " ") }
}

extension Field {
  fileprivate var text: String {
    switch count {
    case .one: wire
    case .optional: wire + "?"
    case .many: wire + "*"
    }
  }
}
