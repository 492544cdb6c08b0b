import TTLV

/// Since which version the specification has something.
enum History {
  static func since(_ tag: Tag, in parent: Tag) -> ProtocolVersion {
    let own = tables.tags[tag.rawValue] ?? .v1_0
    return max(own, tables.fields[Field(parent: parent.rawValue, tag: tag.rawValue)] ?? .v1_0)
  }

  static func since(attribute tag: Tag) -> ProtocolVersion { tables.attributes[tag.rawValue] ?? .v1_0 }

  /// Of a value that stands under `tag`.
  static func since(_ code: UInt32, in tag: Tag) -> ProtocolVersion {
    tag.typeName.flatMap { tables.values[$0]?[code] } ?? .v1_0
  }

  /// The reason that `version` has for `reason`.
  static func reason(_ reason: ResultReason, in version: ProtocolVersion) -> ResultReason {
    guard since(reason.rawValue, in: .resultReason) > version else { return reason }
    guard let former = formerReasons.first(where: { $0.reason == reason })?.former else { return .generalFailure }
    return since(former.rawValue, in: .resultReason) > version ? .generalFailure : former
  }

  fileprivate struct Field: Hashable {
    let parent: UInt32
    let tag: UInt32
  }

  private static let tables = Tables()
}

private struct Tables: Sendable {
  var tags: [UInt32: ProtocolVersion] = [:]
  var attributes: [UInt32: ProtocolVersion] = [:]
  var fields: [History.Field: ProtocolVersion] = [:]
  var values: [String: [UInt32: ProtocolVersion]] = [:]

  init() {
    for row in tagHistory {
      for tag in Self.tags(row.names) { tags[tag.rawValue] = ProtocolVersion(row.major, row.minor) }
    }
    for row in attributeHistory {
      for tag in Self.tags(row.names) { attributes[tag.rawValue] = ProtocolVersion(row.major, row.minor) }
    }
    for row in fieldHistory {
      for path in "\(row.names)".split(separator: " ") {
        let tags = path.split(separator: ".").compactMap { Tag(word: String($0)) }
        guard let parent = tags.first, let tag = tags.last else { continue }
        fields[History.Field(parent: parent.rawValue, tag: tag.rawValue)] = ProtocolVersion(row.major, row.minor)
      }
    }
    for row in enumerationHistory {
      for code in row.codes { values["\(row.type)", default: [:]][code] = ProtocolVersion(row.major, row.minor) }
    }
  }

  private static func tags(_ names: StaticString) -> [Tag] {
    "\(names)".split(separator: " ").compactMap { Tag(word: String($0)) }
  }
}
