import KMIP
import KeyStore
import TTLV

extension EmbeddedKMS {
  func owned(by user: String) async throws -> [OwnedDocument] {
    try await objects(LocateQuery(owner: user, includesDestroyed: true)) { $0.owner == user }.map {
      OwnedDocument(id: $0.id, state: $0.state.wire, attributes: AttributeMap($0.attributes))
    }
  }

  func obtained(by user: String) async throws -> [ObtainedDocument] {
    let now = now
    return try await store.read { reader in
      try reader.granted(to: user).compactMap { id in
        guard let object = try reader.object(id)?.settled(at: now) else { return nil }
        return ObtainedDocument(
          id: id, owner: object.owner, state: object.state.wire,
          rights: try reader.rights(of: user, to: id).sorted().map(\.wire))
      }
    }
  }

  func grantees(of id: String, for user: String) async throws -> [GranteeDocument] {
    try await store.read { reader in
      try checkOwnership(of: id, by: user, in: reader)
      return try reader.grants(to: id).map { grant in
        GranteeDocument(user: grant.user, rights: grant.rights.sorted().map(\.wire))
      }
    }
  }

  private func objects(
    _ query: LocateQuery, where isWanted: @escaping @Sendable (StoredObject) -> Bool
  ) async throws -> [StoredObject] {
    let now = now
    return try await store.read { reader in
      try reader.locate(query).ids.compactMap { try reader.object($0)?.settled(at: now) }.filter(isWanted)
    }
  }
}

/// A row of `GET /access/owned`.
struct OwnedDocument: Encodable {
  let id: String
  let state: String
  let attributes: AttributeMap

  private enum CodingKeys: String, CodingKey {
    case id = "object_id"
    case state, attributes
  }
}

extension State {
  fileprivate var wire: String { State.rows.first { $0.code == rawValue }?.wire ?? name }
}

/// Attributes by their names, without the types and tags of TTLV.
struct AttributeMap: Encodable {
  private let items: [Item]

  init(_ attributes: Attributes) { items = attributes.items }
  private init(_ items: [Item]) { self.items = items }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Name.self)
    var written: Set<Tag> = []
    for item in items where written.insert(item.tag).inserted {
      let same = items.filter { $0.tag == item.tag }
      if AttributeRules(item.tag)?.contains(.repeats) == true || same.count > 1 {
        try container.encode(same.map(Field.init), forKey: Name(item.tag))
      } else {
        try container.encode(Field(item), forKey: Name(item.tag))
      }
    }
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ tag: Tag) { stringValue = SpecificationVocabulary().name(of: tag) ?? tag.name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private struct Field: Encodable {
    let item: Item

    init(_ item: Item) { self.item = item }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch item.value {
      case .structure(let children): try container.encode(AttributeMap(children))
      case .textString(let text): try container.encode(text)
      case .boolean(let flag): try container.encode(flag)
      case .byteString(let bytes), .bigInteger(let bytes): try container.encode(bytes)
      case .enumeration(let code):
        try container.encode(SpecificationVocabulary().name(of: code, in: item.tag) ?? String(code))
      case .dateTime(let seconds): try container.encode(OrdinalDate(seconds).parts)
      default: try container.encode(item.integerValue)
      }
    }
  }
}

/// A moment as the server's Rust writes it: year, day of the year, hour, minute, second, nanosecond, and three for the
/// offset from UTC.
struct OrdinalDate {
  let parts: [Int64]

  /// - Parameter seconds: Since 1970-01-01 00:00:00 UTC.
  init(_ seconds: Int64) {
    // The civil calendar, counted from 1 March of year 0 in cycles of 400 years.
    let day = seconds.dividedDown(by: 86_400)
    let time = seconds &- day &* 86_400
    let shifted = day &+ 719_468
    let cycle = shifted.dividedDown(by: 146_097)
    let inCycle = shifted &- cycle &* 146_097
    let yearInCycle = (inCycle - inCycle / 1_460 + inCycle / 36_524 - inCycle / 146_096) / 365
    let fromMarch = inCycle - (365 * yearInCycle + yearInCycle / 4 - yearInCycle / 100)
    let isBeforeMarch = fromMarch >= 306
    let year = yearInCycle &+ cycle &* 400 &+ (isBeforeMarch ? 1 : 0)
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let ordinal = isBeforeMarch ? fromMarch - 305 : fromMarch + 60 + (isLeap ? 1 : 0)
    parts = [year, ordinal, time / 3600, time / 60 % 60, time % 60, 0, 0, 0, 0]
  }
}

extension Int64 {
  fileprivate func dividedDown(by divisor: Int64) -> Int64 {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }
}
