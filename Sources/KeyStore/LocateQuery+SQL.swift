import GRDB
import KMIP
import TTLV

/// The part of a query that the database answers, and the attributes that it leaves to `AttributeMatch`.
struct LocateConditions {
  private(set) var clauses: [String]
  private(set) var arguments: StatementArguments
  private(set) var rest: [Item] = []

  /// - Parameter includesGranted: Also what others own and let the owner of the query see.
  init(_ query: LocateQuery, includesGranted: Bool) {
    if includesGranted {
      clauses = ["(owner = ? OR number IN (SELECT object FROM access WHERE user IN (?, ?)))"]
      arguments = [query.owner, query.owner, AccessGrant.everybody]
    } else {
      clauses = ["owner = ?"]
      arguments = [query.owner]
    }
    if !query.includesDestroyed, !query.attributes.contains(.state) {
      clauses.append("state NOT IN (\(State.destroyed.rawValue), \(State.destroyedCompromised.rawValue))")
    }
    for item in query.attributes.items where !add(item) { rest.append(item) }
  }

  var filter: String { clauses.joined(separator: " AND ") }

  private mutating func add(_ item: Item) -> Bool {
    switch item.tag {
    case .uniqueIdentifier: return item.text.map { add("id = ?", $0) } ?? false
    case .objectType: return number("type", item)
    case .state: return number("state", item)
    case .cryptographicAlgorithm: return number("algorithm", item)
    case .cryptographicLength: return number("length", item)
    case .keyFormatType: return number("format", item)
    case .cryptographicUsageMask:
      guard let bits = item.integerValue else { return false }
      return add("usage & ? = ?", bits, bits)
    case .attribute: return tagList(item)
    default: return Term.term(item).map { term($0) } ?? false
    }
  }

  private mutating func number(_ column: String, _ item: Item) -> Bool {
    item.integerValue.map { add("\(column) = ?", $0) } ?? false
  }

  private mutating func tagList(_ item: Item) -> Bool {
    guard let attribute = try? VendorAttribute(item.value), isTagList(attribute),
      case .textString(let text) = attribute.attributeValue, let tags = stringList(text)
    else { return false }
    for tag in tags { _ = term(Term(.tag, tag)) }
    return true
  }

  private mutating func term(_ term: Term) -> Bool {
    add("number IN (SELECT object FROM term WHERE kind = ? AND text = ?)", term.kind.rawValue, term.text)
  }

  private mutating func add(_ clause: String, _ values: (any DatabaseValueConvertible)...) -> Bool {
    clauses.append(clause)
    arguments += StatementArguments(values)
    return true
  }
}

extension StoreReader {
  public func locate(_ query: LocateQuery) throws -> LocateQuery.Answer {
    let conditions = LocateConditions(query, includesGranted: try hasGrants(query.owner))
    return try conditions.rest.isEmpty ? page(query, conditions) : filtered(query, conditions)
  }

  private func page(_ query: LocateQuery, _ conditions: LocateConditions) throws -> LocateQuery.Answer {
    let from = "FROM object WHERE \(conditions.filter)"
    let total = try Int.fetchOne(db, sql: "SELECT count(*) \(from)", arguments: conditions.arguments) ?? 0
    let ids = try String.fetchAll(
      db, sql: "SELECT id \(from) ORDER BY number LIMIT ? OFFSET ?",
      arguments: conditions.arguments + [query.maximumItems ?? -1, query.offsetItems])
    return LocateQuery.Answer(ids: ids, total: total)
  }

  private func filtered(_ query: LocateQuery, _ conditions: LocateConditions) throws -> LocateQuery.Answer {
    let match = AttributeMatch(wanted: conditions.rest)
    var answer = LocateQuery.Answer(ids: [], total: 0)
    let rows = try Row.fetchCursor(
      db, sql: "SELECT \(ObjectRow.columns) FROM object WHERE \(conditions.filter) ORDER BY number",
      arguments: conditions.arguments)
    while let row = try rows.next().map({ ObjectRow($0) }) {
      guard match.holds(for: try row.attributes()) else { continue }
      answer.total += 1
      if answer.total > query.offsetItems, answer.ids.count < query.maximumItems ?? .max { answer.ids.append(row.id) }
    }
    return answer
  }
}
