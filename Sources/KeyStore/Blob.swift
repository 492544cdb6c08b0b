import FoundationEssentials
import GRDB

extension [UInt8] {
  var databaseBlob: Data { Data(self) }

  init?(_ blob: Data?) {
    guard let blob else { return nil }
    self.init(blob)
  }

  static func fetchBlob(_ db: Database, sql: String) throws -> [UInt8]? {
    [UInt8](try Data.fetchOne(db, sql: sql))
  }
}
