public import TTLV

/// Who may give, change and delete an attribute, and how often it may stand (KMIP 2.1 §4).
public struct AttributeRules: OptionSet, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  public static let repeats = AttributeRules(rawValue: 1)
  public static let givenByClient = AttributeRules(rawValue: 2)
  public static let changedByClient = AttributeRules(rawValue: 4)
  public static let deletedByClient = AttributeRules(rawValue: 8)

  /// None for a tag that is no attribute.
  public init?(_ tag: Tag) {
    guard let row = rules[tag.rawValue] else { return nil }
    self = row
  }

  /// Every attribute of the specification.
  public static var attributes: [Tag] { attributeRows.map { Tag(rawValue: $0.code) } }
}

private let rules: [UInt32: AttributeRules] = {
  let marks: [(Character, AttributeRules)] = [
    ("m", .repeats), ("c", .givenByClient), ("w", .changedByClient), ("d", .deletedByClient),
  ]
  let rows = attributeRows.map { row in
    (row.code, AttributeRules(marks.filter { "\(row.rules)".contains($0.0) }.map(\.1)))
  }
  return Dictionary(rows) { first, _ in first }
}()
