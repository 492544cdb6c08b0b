/// What is known of a value before the run.
struct StaticType: Sendable {
  var type: ValueType
  /// It is or holds a secret for certain.
  var holdsSecret = false
  /// The fields of a record literal.
  var fields: [(name: String, type: StaticType)]?

  static let any = StaticType(.any)

  init(_ type: ValueType) {
    self.type = type
    self.holdsSecret = type.isSecretForCertain
  }

  init(record fields: [(name: String, type: StaticType)]) {
    self.type = .record
    self.fields = fields
    self.holdsSecret = fields.contains { $0.type.holdsSecret }
  }

  init(listOf elements: [StaticType]) {
    self.type = .list(
      of: elements.isEmpty ? .any : elements.dropFirst().reduce(elements[0].type) { $0.common($1.type) })
    self.holdsSecret = elements.contains(where: \.holdsSecret)
  }

  init(of value: Value) {
    self.type = value.type
    self.holdsSecret = value.holdsSecret
    if case .record(let record) = value { fields = record.fields.map { ($0.name, StaticType(of: $0.value)) } }
  }

  /// What an element of it is.
  var element: StaticType {
    switch type {
    case .list(let element): StaticType(element)
    case .id(many: true): StaticType(.id(many: false))
    case .table: StaticType(.record)
    default: .any
    }
  }
}

extension ValueType {
  fileprivate var isSecretForCertain: Bool {
    switch self {
    case .secret: true
    case .list(let element): element.isSecretForCertain
    default: false
    }
  }

  /// The same type, or any where the two differ.
  fileprivate func common(_ other: ValueType) -> ValueType {
    name == other.name ? self : .any
  }

  /// Whether it is one known type.
  var isKnown: Bool {
    switch self {
    case .any, .either: false
    default: true
    }
  }
}
