/// What a walk over the whole store found.
public struct Verification: Hashable, Sendable {
  public internal(set) var records = 0
  public internal(set) var checkpoints = 0
  public internal(set) var sessions = 0
  /// How many checkpoints each public key signed.
  public internal(set) var signers: [String: Int] = [:]
  /// In the order they were met, a hundred at most.
  public private(set) var findings: [Finding] = []
  /// How many findings there were beyond those.
  public private(set) var omitted = 0

  public var isIntact: Bool { findings.isEmpty }

  /// The finding about the first bad record.
  public var first: Finding? { findings.min { $0.seq < $1.seq } }

  mutating func add(_ kind: Finding.Kind, _ seq: Int64, _ message: String) {
    if findings.count < 100 { findings.append(Finding(kind: kind, seq: seq, message: message)) } else { omitted += 1 }
  }
}

/// A trace of an edit, and the kind of edit that explains it.
public struct Finding: Hashable, Sendable {
  public let kind: Kind
  /// The first bad record: the place it has, or should have, in the chain.
  public let seq: Int64
  public let message: String

  public enum Kind: Hashable, Sendable {
    /// A column differs from the record beside it.
    case editedColumn(String)
    case editedRecord
    case removed, inserted, swapped, reordered
    /// Records at the end that a checkpoint covers are gone.
    case truncated
    /// The hashes fit each other, but not a checkpoint: records were rewritten and the chain computed again.
    case resealed
    /// Records that belong together, but to another chain, lie in the place of others.
    case spliced
    case checkpointForged, checkpointRemoved
    /// The store names another public key than the one that belongs to it.
    case keyReplaced
  }
}

extension Finding.Kind: CustomStringConvertible {
  public var description: String {
    switch self {
    case .editedColumn(let column): "edited column \(column)"
    case .editedRecord: "edited record"
    case .removed: "removed record"
    case .inserted: "inserted record"
    case .swapped: "swapped records"
    case .reordered: "re-ordered records"
    case .truncated: "truncated log"
    case .resealed: "re-sealed records"
    case .spliced: "spliced records"
    case .checkpointForged: "forged checkpoint"
    case .checkpointRemoved: "removed checkpoint"
    case .keyReplaced: "replaced key"
    }
  }
}
