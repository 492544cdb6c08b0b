import KMSSyntax

/// A record whose fields are known before the run: each is a slot of its own, where a bare word has a meaning.
public struct RecordShape: Sendable {
  public struct Field: Sendable {
    public let name: String
    public let type: ValueType
    public let isRequired: Bool
    /// On record its value is shown as its size alone.
    public let isRedacted: Bool

    public init(_ name: String, _ type: ValueType, required: Bool = false, redacted: Bool = false) {
      self.name = name
      self.type = type
      isRequired = required
      isRedacted = redacted
    }
  }

  /// What messages call it, such as `Get`.
  public let name: String
  /// Fields of which exactly one is to be given; none where that does not matter.
  public let alternatives: [String]
  private let makeFields: @Sendable () -> [Field]

  /// - Parameter fields: made when they are looked at, since shapes nest deep.
  public init(_ name: String, alternatives: [String] = [], fields: @escaping @Sendable () -> [Field]) {
    self.name = name
    self.alternatives = alternatives
    makeFields = fields
  }

  public var fields: [Field] { makeFields() }

  /// Capitals, spaces, `-` and `_` make no difference: `UniqueIdentifier` is `unique-identifier`.
  public subscript(name: String) -> Field? {
    let folded = Word.folded(name)
    return fields.first { Word.folded($0.name) == folded }
  }
}

extension RecordShape.Field {
  /// As a slot of a command.
  var parameter: CommandParameter {
    CommandParameter(name, type, required: isRequired, redacted: isRedacted, help: "")
  }
}

extension RecordShape {
  /// Each field as its slot holds it; what fits no slot stays as it is, for the command to name.
  func coerced(_ record: Record) -> Record {
    Record(
      record.fields.map { field in
        guard let slot = self[field.name] else { return field }
        return (slot.name, slot.type.coerced(field.value) ?? field.value)
      })
  }
}

extension ValueType {
  /// The fields of a record that stands here, or of each record of a list.
  var shape: RecordShape? {
    switch self {
    case .fields(let shape): shape
    case .list(let element): element.shape
    case .either(let types): types.lazy.compactMap(\.shape).first
    default: nil
    }
  }
}
