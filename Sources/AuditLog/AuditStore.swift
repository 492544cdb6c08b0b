/// An audit log in an SQLite file: records in one chain, whoever writes them, and signed checkpoints over it.
///
/// Several stores, in one process or many, may be open on one file at once.
public final class AuditStore: Sendable {
  public let path: String
  let reader: StoreReader
  let writer: StoreWriter?

  public enum Access: Sendable {
    /// Makes the store, its folder and its key if they are missing.
    case append
    case read
  }

  /// - Parameter patience: How many seconds to wait while another process writes.
  public init(
    path: String, access: Access = .append, patience: Double = 10,
    clock: @escaping @Sendable () -> Timestamp = { .now }
  ) throws {
    self.path = path
    reader = StoreReader(path: path, patience: patience)
    writer =
      switch access {
      case .append: try StoreWriter(path: path, patience: patience, clock: clock)
      case .read: nil
      }
  }

  /// Puts an entry on record; it is durable on disk when this returns.
  ///
  /// Entries appended at once share a transaction. A cancelled task's entry is recorded all the same.
  @discardableResult
  public func append(_ entry: Entry) async throws -> Record {
    guard let writer else { throw AuditError.readOnly(path: path) }
    return try await writer.append(entry)
  }

  /// Signs what the store holds; the last checkpoint, if it covers everything.
  public func checkpoint() async throws -> Checkpoint {
    guard let writer else { throw AuditError.readOnly(path: path) }
    return try await writer.checkpoint()
  }

  /// Finishes what was appended, signs it, and closes the file.
  public func close() async throws {
    try await writer?.close()
    try reader.close()
  }
}
