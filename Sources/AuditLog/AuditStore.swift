/// An audit log in an SQLite file or a PostgreSQL database: records in one chain, whoever writes them, and signed
/// checkpoints over it.
///
/// Several stores, in one process or many, may be open on one file or database at once.
public final class AuditStore: Sendable {
  /// Where it is kept: a path, or an address without its password.
  public let path: String
  let location: AuditStoreLocation
  let reader: StoreReader
  let writer: StoreWriter?

  public enum Access: Sendable {
    /// Makes the store, its folder and its key if they are missing.
    case append
    case read
  }

  public convenience init(
    path: String, access: Access = .append, patience: Double = 10, anchors: AnchorPublisher? = nil,
    clock: @escaping @Sendable () -> Timestamp = { .now }
  ) throws {
    try self.init(
      at: .sqlite(path: path), access: access, patience: patience, anchors: anchors, clock: clock)
  }

  /// - Parameter patience: How many seconds to wait while another process writes.
  /// - Parameter anchors: Where the checkpoints go that this store signs.
  public init(
    at location: AuditStoreLocation, access: Access = .append, patience: Double = 10,
    anchors: AnchorPublisher? = nil, clock: @escaping @Sendable () -> Timestamp = { .now }
  ) throws {
    self.location = location
    path = location.description
    reader = StoreReader(location, patience: patience)
    writer =
      switch access {
      case .append: try StoreWriter(location, patience: patience, clock: clock, anchors: anchors)
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
