import KMSSyntax

extension Execution {
  /// A member's value, and whether it belongs to an object's attributes, where what is missing is `none`.
  struct Member: Sendable {
    let value: Value
    let isOpen: Bool
  }

  func member(_ expression: Expression, in frame: Frame) async throws -> Member {
    switch expression.kind {
    case .member(let base, let name):
      let base = try await member(base, in: frame)
      return try member(name.text, of: base, at: name.span)
    case .word(let word):
      guard let row = frame.row else { throw Failure(.assertion, .bareWord(word, at: expression.span)) }
      return try member(word, of: Member(value: row, isOpen: false), at: expression.span)
    default:
      return Member(value: try await value(of: expression, in: frame), isOpen: false)
    }
  }

  /// A field of the row.
  func field(_ word: String, at span: Span, in frame: Frame) throws -> Value {
    guard let row = frame.row else { throw Failure(.assertion, .bareWord(word, at: span)) }
    return try member(word, of: Member(value: row, isOpen: false), at: span).value
  }

  private func member(_ name: String, of base: Member, at span: Span) throws -> Member {
    switch base.value {
    case .none where base.isOpen: return base
    case .object(let object): return Member(value: try attribute(name, of: object, at: span), isOpen: true)
    case .record(let record):
      if let value = record[member: name] { return Member(value: value, isOpen: base.isOpen || value.isNone) }
      if base.isOpen { return Member(value: .none, isOpen: true) }
      throw missing(name, among: record.fields.map(\.name), at: span)
    case .error(let error):
      guard let value = error.record[member: name] else {
        throw missing(name, among: error.record.fields.map(\.name), at: span)
      }
      return Member(value: value, isOpen: false)
    case .table(let table): return Member(value: try column(name, of: table, at: span), isOpen: false)
    case .secret:
      throw Failure(.assertion, .secret("a secret has no member '\(name)'", at: span, hint: .secretUses))
    default:
      throw Failure.evaluation(.noSuchMember, "\(base.value.phrase) has no member '\(name)'", at: span)
    }
  }

  private func attribute(_ name: String, of object: ManagedObject, at span: Span) throws -> Value {
    let name = Word.normal(name)
    if name == "id" { return .id(object.id) }
    if let value = object.attributes[member: name] { return value }
    if name == "age" { return object.age(at: now) }
    guard commands.attributes.isEmpty || commands.attributes.contains(name) || name.hasPrefix("x-") else {
      throw missing(name, among: commands.attributes + ["id", "age"], at: span, code: .unknownField)
    }
    return .none
  }

  private func column(_ name: String, of table: Table, at span: Span) throws -> Value {
    let hasColumn = table.columns.contains { Word.normal($0) == Word.normal(name) }
    let values = table.rows.map { $0[member: name] }
    guard hasColumn || values.contains(where: { $0 != nil }) else {
      throw missing(name, among: table.columns, at: span)
    }
    return .list(values.map { $0 ?? .none })
  }

  private func missing(
    _ name: String, among names: [String], at span: Span, code: DiagnosticCode = .noSuchMember
  ) -> Failure {
    .evaluation(
      code, "there is no '\(name)' here", at: span, hint: .nearest(name, in: names) ?? .listing("there are", names))
  }

  func element(of base: Expression, at index: Expression, in frame: Frame) async throws -> Value {
    let value = try await value(of: base, in: frame)
    let key = try await self.value(of: index, in: frame)
    switch (value, key) {
    case (_, .text(let name)): return try member(name, of: Member(value: value, isOpen: false), at: index.span).value
    case (.list, .int(let position)), (.table, .int(let position)):
      guard let element = value.elements?[position: position] else {
        throw Failure.evaluation(
          .indexOutOfRange, "index \(position) is outside of \(value.phrase)", at: index.span)
      }
      return element
    default:
      throw Failure.evaluation(.typeMismatch, "\(value.phrase) has no index \(key.phrase)", at: index.span)
    }
  }
}

extension Value {
  /// Whether a bare word names a field of it.
  func hasMember(_ name: String) -> Bool {
    switch self {
    case .object(let object):
      ["id", "age"].contains(Word.normal(name)) || object.attributes[member: name] != nil
    case .record(let record): record[member: name] != nil
    case .error(let error): error.record[member: name] != nil
    default: false
    }
  }
}

extension Record {
  /// `_` and `-` are alike.
  subscript(member name: String) -> Value? {
    self[name] ?? fields.first { Word.normal($0.name) == Word.normal(name) }?.value
  }
}

extension ManagedObject {
  /// The time since it was created or, if the server did not say, since its initial date.
  fileprivate func age(at now: Int64) -> Value {
    for name in ["created", "initial-date"] {
      guard case .time(let created)? = attributes[member: name] else { continue }
      let (age, overflow) = now.subtractingReportingOverflow(created)
      return overflow ? .none : .duration(age / 1000)
    }
    return .none
  }
}

extension Array {
  /// From 0, or from the end with -1.
  fileprivate subscript(position position: Int64) -> Element? {
    let (index, overflow) = position < 0 ? Int64(count).addingReportingOverflow(position) : (position, false)
    guard !overflow, index >= 0, index < count else { return nil }
    return self[Int(index)]
  }
}
