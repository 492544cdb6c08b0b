/// Why no proof can be given.
public enum ProofError: Error, Hashable, Sendable {
  case noRecord(seq: Int64, size: Int64)
  case notCovered(seq: Int64, size: Int64)
  /// The checkpoint is of another store, or its signature is not this store's.
  case foreignCheckpoint(number: Int64)
  case wrongOrder(old: Int64, new: Int64)
  /// The store does not hold what the checkpoint signed.
  case contradicted(number: Int64)

  public var message: String {
    switch self {
    case .noRecord(let seq, let size): "there is no record \(seq): the audit log holds 1 to \(size)"
    case .notCovered(let seq, let size): "record \(seq) is not signed yet: the checkpoint covers \(size) records"
    case .foreignCheckpoint(let number): "checkpoint \(number) is not one of this audit log"
    case .wrongOrder(let old, let new): "a checkpoint of \(old) records does not come before one of \(new)"
    case .contradicted(let number): "the audit log does not hold what its checkpoint \(number) signed"
    }
  }

  public var hint: String {
    switch self {
    case .noRecord: "find its number with 'kmsh audit show SESSION'"
    case .notCovered: "a session signs what it recorded when it ends; leave it, or give a later checkpoint"
    case .foreignCheckpoint: "name its store with --store"
    case .wrongOrder: "give the older one with --since"
    case .contradicted: "look at it with 'kmsh audit verify'"
    }
  }
}
