import KMSSyntax

/// Values that a script builds out of others stay of a size that can be walked.
enum ValueLimits {
  static let depth = 100
  static let nodes = 1_000_000

  static func admit(_ value: Value, at span: Span) throws -> Value {
    var nodes = nodes
    guard fits(value, depth: depth, nodes: &nodes) else {
      throw Failure.evaluation(
        .invalidArgument, "the value is nested more than \(depth) deep or holds more than \(Self.nodes) values",
        at: span)
    }
    return value
  }

  private static func fits(_ value: Value, depth: Int, nodes: inout Int) -> Bool {
    nodes -= 1
    guard depth > 0, nodes > 0 else { return false }
    switch value {
    case .list(let values): return values.allSatisfy { fits($0, depth: depth - 1, nodes: &nodes) }
    case .record(let record): return fits(record, depth: depth, nodes: &nodes)
    case .object(let object): return fits(object.attributes, depth: depth, nodes: &nodes)
    case .table(let table): return table.rows.allSatisfy { fits($0, depth: depth - 1, nodes: &nodes) }
    case .text(let text):
      nodes -= text.utf8.count / 64
      return nodes > 0
    case .bytes(let bytes):
      nodes -= bytes.count / 64
      return nodes > 0
    default: return true
    }
  }

  private static func fits(_ record: Record, depth: Int, nodes: inout Int) -> Bool {
    record.fields.allSatisfy { fits($0.value, depth: depth - 1, nodes: &nodes) }
  }
}
