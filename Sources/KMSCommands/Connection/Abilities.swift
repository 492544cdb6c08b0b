import KMIP
import KMSInterpreter
import KMSSyntax

extension Command {
  /// What `require` asks, as a statement that goes on record like any other (KMIP 2.1 §6.1.18 and §6.1.37).
  static func abilities(_ kms: KMS) -> Command {
    Command(
      "require", "ask what the server speaks and does", effect: .read, operations: ["Discover Versions", "Query"],
      returns: .record
    ) { _ in
      let versions = try await kms.perform(DiscoverVersions()).protocolVersion
      let operations = try await kms.perform(Query(queryFunction: [.queryOperations])).operation
      return .record(
        Record([
          ("versions", .list(versions.map { .text($0.description) })),
          ("operations", .list(operations.map { .enumeration($0.word) })),
        ]))
    }
  }
}

/// What a server speaks and does.
struct Abilities {
  /// The newest version of KMIP.
  let version: Version
  /// Operations in the words of the language.
  let operations: Set<String>

  init(_ value: Value) {
    guard case .record(let record) = value else {
      (version, operations) = (Version(0), [])
      return
    }
    version = Self.words(record["versions"]).compactMap { Version($0) }.max() ?? Version(0)
    operations = Set(Self.words(record["operations"]))
  }

  private static func words(_ value: Value?) -> [String] {
    guard case .list(let values)? = value else { return [] }
    return values.compactMap { value in
      switch value {
      case .text(let word), .enumeration(let word): word
      default: nil
      }
    }
  }
}
