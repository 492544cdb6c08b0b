/// Where an audit log is kept.
public enum AuditStoreLocation: Hashable, Sendable {
  /// A file; the key that signs its checkpoints lies beside it.
  case sqlite(path: String)
  /// A database that many hosts share; each signs with its own key, in the file `key`.
  case postgres(PostgresAddress, key: String)

  /// - Parameter text: The path of a file, or `postgres://…`.
  /// - Parameter keys: The folder in which this host's key for shared stores is.
  public init(_ text: String, keys: String) throws {
    self =
      PostgresAddress.isOne(text)
      ? .postgres(try PostgresAddress(text), key: keys + "/audit-key") : .sqlite(path: text)
  }

  /// The key that belongs to this store; a host's key need not be one that a shared store knows.
  var keyBeside: String? { if case .sqlite = self { key } else { nil } }

  /// The key with which this host signs.
  var key: String {
    switch self {
    case .sqlite(let path): AuditKey.path(besides: path)
    case .postgres(_, let key): key
    }
  }

  func database(patience: Double, isWritable: Bool) throws -> any StoreDatabase {
    switch self {
    case .sqlite(let path):
      if isWritable { try StoreFiles.prepare(path) }
      guard StoreFiles.exists(path) else { throw AuditError.cannotOpen(path: path, cause: "there is no such file") }
      return try SQLiteDatabase(path: path, patience: patience, isWritable: isWritable)
    case .postgres(let address, let key):
      if isWritable { try StoreFiles.prepareFolder(of: key) }
      return PostgresDatabase(address, patience: patience, isWritable: isWritable)
    }
  }
}

extension AuditStoreLocation: CustomStringConvertible {
  /// Without a password.
  public var description: String {
    switch self {
    case .sqlite(let path): path
    case .postgres(let address, _): address.description
    }
  }
}
