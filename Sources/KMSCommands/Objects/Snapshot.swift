import KMIP
import KMSInterpreter
import TTLV

typealias Snapshot = KMSInterpreter.ManagedObject

extension Snapshot {
  init(id: String, attributes: Attributes, readAt: Int64) {
    self.init(id: id, attributes: attributes.record, readAt: readAt)
  }

  init(id: UniqueIdentifier, attributes: Attributes, readAt: Int64) {
    self.init(id: id.description, attributes: attributes, readAt: readAt)
  }

  var type: String? { word("type") }
  var state: String? { word("state") }
  var name: String? { if case .text(let name)? = attributes["name"] { name } else { nil } }

  func link(_ name: String) -> String? {
    guard case .record(let links)? = attributes["links"], case .id(let id)? = links[name] else { return nil }
    return id
  }

  private func word(_ field: String) -> String? {
    if case .enumeration(let word)? = attributes[field] { word } else { nil }
  }
}

extension Attributes {
  /// The fields of an object as the language names them: the usual ones first, then whatever else the server gave.
  var record: Record {
    Record(usualFields + furtherNames + items.compactMap(otherField))
  }

  private var usualFields: [(name: String, value: Value)] {
    [
      ("type", objectType.map { .enumeration($0.word) } ?? .none),
      ("name", names.first.map { .text($0.nameValue) } ?? .none),
      ("algorithm", cryptographicAlgorithm.map { .enumeration($0.word) } ?? .none),
      ("length", cryptographicLength.map { .int(Int64($0)) } ?? .none),
      ("state", state.map { .enumeration($0.word) } ?? .none),
      ("usage", .list((cryptographicUsageMask?.words ?? []).map(Value.enumeration))),
      ("created", initialDate.map { .time($0.microseconds) } ?? .none),
      ("activated", activationDate.map { .time($0.microseconds) } ?? .none),
      ("tags", .list(tags.map(Value.text))),
      ("links", .record(linkRecord)),
    ]
  }

  private var furtherNames: [(name: String, value: Value)] {
    names.count > 1 ? [("names", .list(names.map { .text($0.nameValue) }))] : []
  }

  private func otherField(_ item: Item) -> (name: String, value: Value)? {
    guard !Self.usualTags.contains(item.tag) else { return nil }
    guard item.tag == .attribute else { return (item.tag.word, Value(item)) }
    guard let vendor = try? VendorAttribute(item.value), !vendor.isTags else { return nil }
    return (vendor.word, Value(Item(.attributeValue, vendor.attributeValue)))
  }

  private static let usualTags: Set<Tag> = [
    .objectType, .cryptographicAlgorithm, .cryptographicLength, .state, .cryptographicUsageMask, .initialDate,
    .activationDate, .link, .name, .uniqueIdentifier,
  ]

  private var linkRecord: Record {
    var record = Record(LinkType.usualWords.map { ($0, .none) })
    for link in links { record[link.linkType.shortWord] = .id(link.linkedObjectIdentifier.description) }
    return record
  }
}

extension LinkType {
  static let usualWords = [
    "public-key", "private-key", "certificate", "replacement", "replaced", "wrapping-key", "parent", "child",
  ]

  /// `replacement` for Replacement Object Link, `public-key` for Public Key Link.
  var shortWord: String {
    var word = self.word
    for ending in ["-link", "-object"] where word.hasSuffix(ending) { word.removeLast(ending.count) }
    return word
  }
}

extension DateTime {
  var microseconds: Int64 { seconds.multipliedReportingOverflow(by: 1_000_000).partialValue }
}
