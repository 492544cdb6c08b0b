import KMIP
import KMSInterpreter
import KMSSyntax
import TTLV

/// Turns the fields of a record into items, in the order and with the types of the specification's tables.
struct Items {
  /// What messages call the record, such as `Get` or `attributes`.
  let owner: String

  init(of owner: String) { self.owner = owner }

  func items(_ record: Record, _ rows: [FieldRow]) throws -> [Item] {
    let tags = try tags(of: record)
    var items: [Item] = []
    for row in rows {
      let given = tags.filter { row.tags.contains($0.tag) }
      if row.count == .one, given.isEmpty {
        throw CommandError(
          .missingParameter, "\(owner) wants '\(row.tags.map(\.word).joined(separator: "' or '"))'",
          parameter: "fields")
      }
      for field in given { items += try self.items(field.tag, field.value, repeats: row.count == .many) }
    }
    let known = Set(rows.flatMap(\.tags))
    if let extra = tags.first(where: { !known.contains($0.tag) }) {
      throw unknown(extra.tag.word, among: rows.flatMap(\.tags))
    }
    return items
  }

  private func attributes(_ record: Record) throws -> [Item] {
    try tags(of: record).flatMap { field in
      guard let rules = AttributeRules(field.tag) else {
        throw unknown(field.tag.word, among: AttributeRules.attributes)
      }
      return try items(field.tag, field.value, repeats: rules.contains(.repeats))
    }
  }

  /// A record whose table is not known, such as a transparent key: each field by its own tag.
  private func untabled(_ record: Record) throws -> [Item] {
    try tags(of: record).flatMap { field in
      try items(field.tag, field.value, repeats: true)
    }
  }

  private func tags(of record: Record) throws -> [(tag: Tag, value: Value)] {
    try record.fields.map { field in
      guard let tag = Tag(word: field.name) else { throw unknown(field.name, among: []) }
      return (tag, field.value)
    }
  }

  /// One item, or one for each element of a list where the field repeats.
  private func items(_ tag: Tag, _ value: Value, repeats: Bool) throws -> [Item] {
    if repeats, case .list(let values) = value, !tag.isMask { return try values.map { Item(tag, try item(tag, $0)) } }
    return [Item(tag, try item(tag, value))]
  }

  private func item(_ tag: Tag, _ value: Value) throws -> Item.Value {
    let inner = Items(of: tag.word)
    switch (tag.form, value) {
    case (.structure(let rows), .record(let record)): return .structure(try inner.items(record, rows))
    case (.keyValue(let rows), .record(let record)): return .structure(try inner.items(record, rows))
    case (.attributes, .record(let record)): return .structure(try inner.attributes(record))
    case (.attribute, .record(let record)):
      let items = try inner.attributes(record)
      guard items.count == 1 else {
        throw CommandError(
          .invalidArgument, "\(tag.word) holds one attribute, found \(items.count)", parameter: "fields")
      }
      return .structure(items)
    case (.attributeReference, .record(let record)), (.any, .record(let record)):
      return .structure(try inner.untabled(record))
    default:
      guard let leaf = value.leaf(tag.form) else {
        throw CommandError(
          .wrongType, "'\(tag.word)' of \(owner) takes \(ValueType(tag).phrase)", parameter: "fields")
      }
      return leaf
    }
  }

  private func unknown(_ name: String, among tags: [Tag]) -> CommandError {
    let near = Suggestion.nearest(to: name, in: tags.map(\.word))
    return CommandError(
      .unknownField, "\(owner) has no field '\(name)'", hint: near.map { "did you mean '\($0)'?" }, parameter: "fields")
  }
}

extension Tag {
  fileprivate var isMask: Bool { if case .mask = form { true } else { false } }
}
