import KMSInterpreter

extension Arguments {
  /// The identifiers that stand in the fields of a record.
  func idsOfFields(_ name: String) -> [String] {
    guard case .record(let record)? = self[name] else { return [] }
    return record.fields.compactMap { if case .id(let id) = $0.value { id } else { nil } }
  }
}

extension CommandParameter {
  var isShaped: Bool { if case .fields = type { true } else { false } }
}
