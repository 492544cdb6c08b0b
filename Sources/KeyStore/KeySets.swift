import GRDB
public import KMIP
import TTLV

extension Attributes {
  /// The specification has a structure there, other servers a text.
  public var keySetName: String? { items.first { $0.tag == .rotateName }.flatMap { KeyStore.keySetName($0) } }
}

func keySetName(_ item: Item) -> String? { item.text ?? item[.rotateNameValue]?.text }

extension StoreReader {
  /// Visits the objects of a key set, the newest generation first, until `body` returns false.
  public func visitKeySet(_ name: String, _ body: (String) throws -> Bool) throws {
    try visit(
      """
      SELECT object.id FROM term CROSS JOIN object ON object.number = term.object
      WHERE term.kind = ? AND term.text >= ? AND term.text <= ? ORDER BY term.text DESC, object.number DESC
      """,
      [Term.Kind.generation.rawValue, Term.generation(0, of: name), Term.generation(.max, of: name)], body)
  }

  /// Visits the objects of one generation of a key set until `body` returns false.
  public func visitKeySet(_ name: String, generation: Int32, _ body: (String) throws -> Bool) throws {
    try visit(
      """
      SELECT object.id FROM term CROSS JOIN object ON object.number = term.object
      WHERE term.kind = ? AND term.text = ? ORDER BY object.number DESC
      """, [Term.Kind.generation.rawValue, Term.generation(generation, of: name)], body)
  }

  private func visit(_ sql: String, _ arguments: StatementArguments, _ body: (String) throws -> Bool) throws {
    let ids = try String.fetchCursor(db, sql: sql, arguments: arguments)
    while let id = try ids.next(), try body(id) {}
  }

  /// The objects that have a link of this type to another.
  public func linked(by type: LinkType, to id: String) throws -> [String] {
    let link = Link(linkType: type, linkedObjectIdentifier: .text(id))
    guard let term = Term.term(Item(.link, link.itemValue)) else { return [] }
    return try String.fetchAll(
      db,
      sql: """
        SELECT object.id FROM term CROSS JOIN object ON object.number = term.object
        WHERE term.kind = ? AND term.text = ? ORDER BY object.number
        """, arguments: [term.kind.rawValue, term.text])
  }
}
