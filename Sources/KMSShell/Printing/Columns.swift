import KMSInterpreter

/// Which columns rows are shown in.
enum Columns {
  /// What a list shows of objects; the rest is there when asked for.
  static let ofObjects = ["id", "type", "name", "algorithm", "length", "state", "age"]

  /// Every field that comes up, in the order in which they do.
  static func all(_ rows: [Record]) -> [String] {
    var names: [String] = []
    var seen: Set<String> = []
    for row in rows {
      for field in row.fields where seen.insert(field.name).inserted { names.append(field.name) }
    }
    return names
  }

  /// Those that have something to show in one of the rows at least.
  static func filled(_ names: [String], in rows: [Record]) -> [String] {
    let filled = names.filter { name in rows.contains { !($0.field(name) ?? .none).isBlank } }
    return filled.isEmpty ? names : filled
  }
}

extension Table {
  /// A list of which every element has fields.
  init?(listing values: [Value], objectColumns: [String] = Columns.ofObjects) {
    let rows = values.compactMap(\.fields)
    guard rows.count == values.count, !rows.isEmpty else { return nil }
    let areObjects = values.allSatisfy { if case .object = $0 { true } else { false } }
    self.init(columns: areObjects ? objectColumns : Columns.all(rows), rows: rows)
  }
}
