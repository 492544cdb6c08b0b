public import KMSInterpreter

/// The names that completion may offer: those of the prompt with their values, or those of a file.
public protocol CompletionNames: Sendable {
  typealias Known = (name: String, type: ValueType)
  typealias Member = (name: String, note: String)

  /// Without the `$`.
  var known: [Known] { get }
  var functions: [String] { get }

  /// Members of what a path leads to: `["pair", "links"]` for `$pair.links.`; of a list, those of its rows.
  func members(of path: [String]) -> [Member]
}

extension Scope: CompletionNames {
  public var known: [Known] { variables.map { ($0.name, $0.value.fittingType) } }

  public func members(of path: [String]) -> [Member] {
    guard let name = path.first, var value = self[name] else { return [] }
    for field in path.dropFirst() {
      guard let inner = value.fields?.field(field) else { return [] }
      value = inner
    }
    return value.memberNames.map { name in
      (name, value.fields?.field(name).map { String(Cell($0).text.prefix(60)) } ?? "")
    }
  }
}

extension Value {
  /// Of its own, or of its first row.
  var memberNames: [String] {
    switch self {
    case .table(let table): table.columns
    case .list(let values): values.first?.fields?.fields.map(\.name) ?? []
    default: fields?.fields.map(\.name) ?? []
    }
  }

  /// A list is of what its first element is.
  fileprivate var fittingType: ValueType {
    guard case .list(let values) = self, let first = values.first else { return type }
    return .list(of: first.fittingType)
  }
}
