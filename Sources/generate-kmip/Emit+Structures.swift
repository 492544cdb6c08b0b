extension Facts {
  func structureFile(_ name: String, _ row: StructureRow) -> String {
    structure(
      name: swiftType(name), conformance: "Structure", fields: row.fields, documentation: "KMIP 2.1 §\(row.section)")
  }

  func operationFile(_ row: OperationRow) -> String {
    let name = swiftType(row.name)
    let response = structure(name: "Response", conformance: "Structure", fields: row.response, documentation: nil)
    let nested = response.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n")
    let code = "  public static var code: OperationCode { .\(memberName(row.name)) }"
    return structure(
      name: name, conformance: "Operation", fields: row.request, documentation: "KMIP 2.1 §\(row.section)",
      nested: code + "\n\n" + nested)
  }

  private func structure(
    name: String, conformance: String, fields: [Field], documentation: String?, nested: String? = nil
  ) -> String {
    let stored = fields.map { "  public var \(memberName($0.wire)): \(declaration($0))" }
    let parts: [String?] = [
      stored.isEmpty ? nil : stored.joined(separator: "\n"), initializer(fields), decoder(fields), encoder(fields),
      nested,
    ]
    return (documentation.map { "/// \($0)\n" } ?? "") + """
      public struct \(name): \(conformance) {
      \(parts.compactMap { $0 }.joined(separator: "\n\n"))
      }
      """
  }

  private func declaration(_ field: Field) -> String {
    let type = type(of: field.wire)
    return switch field.count {
    case .one: type
    case .optional: type + "?"
    case .many: "[\(type)]"
    }
  }

  private func initializer(_ fields: [Field]) -> String {
    let parameters = fields.map { field in
      let initial =
        switch field.count {
        case .one: ""
        case .optional: " = nil"
        case .many: " = []"
        }
      return "\(memberName(field.wire)): \(declaration(field))\(initial)"
    }
    let assignments = fields.map { "    self.\(memberName($0.wire)) = \(memberName($0.wire))" }
    let line = "  public init(\(parameters.joined(separator: ", "))) {"
    let head =
      line.count <= 118
      ? line : "  public init(\n    " + parameters.joined(separator: ",\n    ") + "\n  ) {"
    return assignments.isEmpty ? "  public init() {}" : head + "\n" + assignments.joined(separator: "\n") + "\n  }"
  }

  private func decoder(_ fields: [Field]) -> String {
    let lines = fields.map { field in
      let name = memberName(field.wire)
      if field.wire == "Object" { return "    \(name) = try reader.object()" }
      let method =
        switch field.count {
        case .one: "required"
        case .optional: "optional"
        case .many: "repeated"
        }
      return "    \(name) = try reader.\(method)(.\(name))"
    }
    let head = "  public init(from reader: inout FieldReader) throws(KMIPError) {"
    return lines.isEmpty ? head + "}" : head + "\n" + lines.joined(separator: "\n") + "\n  }"
  }

  private func encoder(_ fields: [Field]) -> String {
    let lines = fields.map { field in
      let name = memberName(field.wire)
      return field.wire == "Object"
        ? "    writer.write(\(name))" : "    writer.write(.\(name), \(name))"
    }
    let head = "  public func write(to writer: inout FieldWriter) {"
    return lines.isEmpty ? head + "}" : head + "\n" + lines.joined(separator: "\n") + "\n  }"
  }

  func attributeFile() -> String {
    let members = attributes.map { row in
      let type = type(of: row.wire)
      let tag = memberName(row.wire)
      let name = row.wire == "Attribute" ? "vendorAttributes" : row.isRepeated ? plural(tag) : tag
      return row.isRepeated
        ? "  public var \(name): [\(type)] {\n    get { values(.\(tag)) }\n    set { setValues(.\(tag), newValue) }\n  }"
        : "  public var \(name): \(type)? {\n    get { value(.\(tag)) }\n    set { setValue(.\(tag), newValue) }\n  }"
    }
    let rows = attributes.map { "  (0x\(code(of: $0.wire)), \"\($0.rules)\")," }
    return """
      extension Attributes {
      \(members.joined(separator: "\n\n"))
      }

      let attributeRows: [(code: UInt32, rules: StaticString)] = [
      \(rows.joined(separator: "\n"))
      ]
      """
  }

  func operationTableFile() -> String {
    let rows = operations.map { "  \(swiftType($0.name)).self," }
    return "public let operationTypes: [any Operation.Type] = [\n\(rows.joined(separator: "\n"))\n]"
  }

  private func code(of wire: String) -> String { tags.first { $0.wire == wire }?.code ?? "0" }
}
