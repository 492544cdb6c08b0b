/// A place out of the store's reach where checkpoints are put.
public protocol Anchor: Sendable {
  /// As the configuration names it.
  var name: String { get }

  /// Returns when the checkpoint is safely there. A cancelled call gives up.
  func publish(_ checkpoint: Checkpoint) async throws
}

/// A file of checkpoints, on another machine's disk for example.
public struct FileAnchor: Anchor {
  private let file: AnchorLog
  public var name: String { "file:\(file.path)" }

  /// The file is made at first use, its folder is not.
  public init(path: String) { file = AnchorLog(path: path) }

  public func publish(_ checkpoint: Checkpoint) async throws { try await file.append(checkpoint.note) }
}

/// Checkpoints signed again by a key that the store's owner does not hold: one in a KMS.
public struct SigningAnchor: Anchor {
  /// Signs the bytes with the anchor's key.
  public typealias Sign = @Sendable (_ data: [UInt8]) async throws -> [UInt8]

  private let key: String
  private let file: AnchorLog
  private let sign: Sign
  public var name: String { "kms:\(key)" }

  /// - Parameter file: Where the signed checkpoints are put, a line each.
  public init(key: String, file: String, sign: @escaping Sign) {
    self.key = key
    self.file = AnchorLog(path: file)
    self.sign = sign
  }

  public func publish(_ checkpoint: Checkpoint) async throws {
    let signature = try await sign(Array(checkpoint.note.utf8))
    try Task.checkCancellation()
    try await file.append(AnchoredCheckpoint(checkpoint, AnchorSeal(key: key, signature: signature)).line)
  }
}
