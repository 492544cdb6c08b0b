/// What shows to anyone, without the store, that a record is among those that a checkpoint signed (RFC 6962 §2.1.1).
public struct InclusionProof: Hashable, Sendable {
  /// The record as it was hashed.
  public let record: String
  /// Its place, from 1.
  public let seq: Int64
  /// The hashes beside the way from the record to the root.
  public let path: [HashValue]
  public let checkpoint: Checkpoint
  /// The key that signed the checkpoint.
  public let publicKey: AuditPublicKey

  /// - Parameter pinned: The keys that the store is known by; without one the proof is held against the key it names.
  public func fault(pinned: [AuditPublicKey] = []) -> ProofFault? {
    if let fault = checkpoint.fault(publicKey, pinned: pinned) { return fault }
    guard JSONValue(canonical: record)?["seq"]?.integer == seq else { return .otherRecord(seq: seq) }
    let isProven = MerkleProof.proves(
      path, leaf: .leaf(record.utf8), at: seq &- 1, size: checkpoint.size, root: checkpoint.root)
    return isProven ? nil : .notInTree(seq: seq, size: checkpoint.size)
  }
}

/// What shows that a store only grew between two checkpoints (RFC 6962 §2.1.2).
public struct ConsistencyProof: Hashable, Sendable {
  public let path: [HashValue]
  public let older: Checkpoint
  /// Of a shared store each host signs with its own key.
  public let olderKey: AuditPublicKey
  public let newer: Checkpoint
  public let publicKey: AuditPublicKey

  public func fault(pinned: [AuditPublicKey] = []) -> ProofFault? {
    if let fault = older.fault(olderKey, pinned: pinned) ?? newer.fault(publicKey, pinned: pinned) { return fault }
    guard older.store == newer.store else { return .otherStore }
    let isProven = MerkleProof.proves(path, old: (older.size, older.root), new: (newer.size, newer.root))
    return isProven ? nil : .notGrown(from: older.size, to: newer.size)
  }
}

extension Checkpoint {
  fileprivate func fault(_ key: AuditPublicKey, pinned: [AuditPublicKey]) -> ProofFault? {
    if !pinned.isEmpty, !pinned.contains(key) { return .otherKey(key) }
    return isSigned(by: key.hexadecimal) ? nil : .forgedCheckpoint(number: number)
  }
}

/// Why a proof does not prove what it says.
public enum ProofFault: Hashable, Sendable, CustomStringConvertible {
  case otherKey(AuditPublicKey)
  case forgedCheckpoint(number: Int64)
  case otherRecord(seq: Int64)
  case notInTree(seq: Int64, size: Int64)
  case otherStore
  case notGrown(from: Int64, to: Int64)

  public var description: String {
    switch self {
    case .otherKey(let key): "it is signed with another key, \(key)"
    case .forgedCheckpoint(let number): "checkpoint \(number) does not bear the signature of the key beside it"
    case .otherRecord(let seq): "the record in it is not record \(seq)"
    case .notInTree(let seq, let size): "record \(seq) is not among the \(size) records that were signed"
    case .otherStore: "its checkpoints are of two stores"
    case .notGrown(let old, let new): "the \(old) records signed first are not the first of the \(new) signed later"
    }
  }
}
