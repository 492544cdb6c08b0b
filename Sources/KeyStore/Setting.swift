import FoundationEssentials
import GRDB

/// Something that an owner has set for good, by its name.
public struct Setting: Hashable, Sendable {
  public var owner: String
  public var name: String

  public init(_ name: String, of owner: String) {
    self.owner = owner
    self.name = name
  }
}

extension StoreReader {
  public func value(of setting: Setting) throws -> [UInt8]? {
    [UInt8](
      try Data.fetchOne(
        db, sql: "SELECT value FROM setting WHERE owner = ? AND name = ?", arguments: [setting.owner, setting.name]))
  }
}

extension StoreWriter {
  /// - Parameter value: None forgets the setting.
  public func set(_ setting: Setting, to value: [UInt8]?) throws {
    let before = try pending.map { _ in try reader.value(of: setting) }
    if let value {
      try db.execute(
        sql: "INSERT OR REPLACE INTO setting VALUES (?, ?, ?)",
        arguments: [setting.owner, setting.name, value.databaseBlob])
    } else {
      try db.execute(
        sql: "DELETE FROM setting WHERE owner = ? AND name = ?", arguments: [setting.owner, setting.name])
    }
    pending?.changes.append(.setting(setting, before: before ?? nil, after: value))
  }
}
