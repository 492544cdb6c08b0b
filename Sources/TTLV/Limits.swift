/// Bounds that hold before anything is allocated for a message.
public struct Limits: Hashable, Sendable {
  /// Bytes of a whole message.
  public var messageSize: Int
  /// Structures inside structures.
  public var depth: Int
  /// Items of a whole message.
  public var itemCount: Int

  public init(messageSize: Int = 64 << 20, depth: Int = 64, itemCount: Int = 1 << 20) {
    self.messageSize = messageSize
    self.depth = depth
    self.itemCount = itemCount
  }

  public static let standard = Limits()
}
