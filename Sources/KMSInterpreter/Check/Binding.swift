public import KMSSyntax

/// A name that a script binds, and what is known of its value before the run.
public struct Binding: Sendable {
  public let name: Name
  public let type: ValueType
  /// Of a record or an error, as far as they are known.
  public let fields: [String]

  init(_ name: Name, _ type: StaticType) {
    self.name = name
    self.type = type.type
    if let fields = type.fields {
      self.fields = fields.map(\.name)
    } else if case .error = type.type {
      self.fields = ErrorValue.empty.record.fields.map(\.name)
    } else {
      self.fields = []
    }
  }
}
