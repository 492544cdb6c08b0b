import AuditLog

/// A value as the journal holds it: plain JSON, or an object of one member that names its type.
struct JournalledValue {
  let json: JSONValue

  init(_ json: JSONValue) { self.json = json }

  /// Fields of a record, an object or an error, by name.
  subscript(field: String) -> JSONValue? {
    fields?.first { $0.name == field || $0.name.replacing("-", with: "_") == field }?.value
  }

  private var fields: [(name: String, value: JSONValue)]? {
    switch json {
    case .array(let pairs): Self.pairs(pairs)
    case .object(let members):
      if let pairs = (members["record"] ?? members["error"])?.items {
        Self.pairs(pairs)
      } else if let object = members["object"]?.members {
        object.map { ($0.key, $0.value) } + Self.pairs(object["attributes"]?.items ?? [])
      } else {
        members.map { ($0.key, $0.value) }
      }
    case .null, .bool, .int, .string: nil
    }
  }

  private static func pairs(_ items: [JSONValue]) -> [(name: String, value: JSONValue)] {
    items.compactMap { item in
      guard let pair = item.items, pair.count == 2, let name = pair[0].text else { return nil }
      return (name, pair[1])
    }
  }

  /// The identifier that it is or stands for.
  var id: String? {
    json["id"]?.text ?? json["object"]?["id"]?.text ?? json.text
  }

  /// Identifiers: one, or those of a list.
  var ids: [String] { json.items.map { $0.compactMap { JournalledValue($0).id } } ?? id.map { [$0] } ?? [] }
}

extension JournalledValue {
  /// One line for a reader.
  var text: String { text(depth: 0) }

  private func text(depth: Int) -> String {
    guard depth < 8 else { return "…" }
    func inner(_ value: JSONValue) -> String { JournalledValue(value).text(depth: depth + 1) }
    switch json {
    case .null: return "none"
    case .bool(let value): return value ? "true" : "false"
    case .int(let number): return String(number)
    case .string(let text): return text
    case .array(let items): return "[" + Self.joined(items.map(inner)) + "]"
    case .object(let members):
      guard members.count == 1, let (name, value) = members.first else { return record(inner) }
      switch name {
      case "id", "enum", "path": return value.text ?? inner(value)
      case "time": return value.integer.map { Timestamp(microseconds: $0).description } ?? inner(value)
      case "duration": return value.integer.map { Spelling.duration($0.multipliedClamping(by: 1000)) } ?? inner(value)
      case "bytes": return "hex\"\(value.text ?? "")\""
      case "size": return "\(inner(value)) B"
      case "percent": return "\(inner(value))%"
      case "object": return value["id"]?.text ?? record(inner)
      case "table": return "\(value["rows"]?.items?.count ?? 0) rows"
      default: return record(inner)
      }
    }
  }

  private func record(_ inner: (JSONValue) -> String) -> String {
    let fields = (self.fields ?? []).map { "\($0.name): \(inner($0.value))" }
    return Self.joined(json["record"] == nil ? fields.sorted() : fields)
  }

  private static func joined(_ parts: [String]) -> String {
    let shown = parts.prefix(20).joined(separator: ", ")
    return parts.count > 20 ? "\(shown), … (\(parts.count))" : shown
  }
}

extension Int64 {
  func multipliedClamping(by factor: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? (self < 0) == (factor < 0) ? .max : .min : product
  }
}
