/// Why a checkpoint did not reach an anchor.
public enum AnchorError: Error, Hashable, Sendable {
  case noFolder(path: String)
  case unwritable(path: String, cause: String)
  /// It took longer than the anchor is given.
  case slow(seconds: Double)

  public var message: String {
    switch self {
    case .noFolder(let path): "the folder of \(path) does not exist"
    case .unwritable(let path, let cause): "\(path) cannot be written: \(cause)"
    case .slow(let seconds): "no answer within \(seconds) s"
    }
  }
}

extension AnchorError: CustomStringConvertible {
  public var description: String { message }
}

/// An anchor that did not take a checkpoint; the store holds it all the same.
public struct AnchorFailure: Sendable {
  /// The anchor's name.
  public let anchor: String
  public let checkpoint: Checkpoint
  public let error: any Error
}
