/// A row that a query gave.
struct StoreRow: Sendable {
  private let names: [String]
  let values: [StoreValue]

  init(names: [String], values: [StoreValue]) {
    self.names = names
    self.values = values
  }

  /// The column's value; null if there is no such column.
  subscript(name: String) -> StoreValue {
    names.firstIndex(of: name).flatMap { $0 < values.count ? values[$0] : nil } ?? .null
  }

  func text(_ name: String) -> String? { self[name].text }
  func integer(_ name: String) -> Int64? { self[name].integer }
}

/// The rows of a query one by one, so that a long answer is never held whole; of use in its transaction only.
final class StoreCursor {
  private let advance: () throws -> StoreRow?

  init(_ advance: @escaping () throws -> StoreRow?) { self.advance = advance }

  func next() throws -> StoreRow? { try advance() }
}
