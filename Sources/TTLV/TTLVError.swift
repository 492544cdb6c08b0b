/// What is wrong with a message, and where.
public struct TTLVError: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    case endsEarly(needed: Int, available: Int)
    case tooLarge(size: Int, limit: Int)
    case tooDeep(limit: Int)
    case tooManyItems(limit: Int)
    case unknownType(UInt8)
    case badLength(type: ItemType, length: Int)
    case badPadding
    case badBoolean
    case badText
    case trailingBytes(count: Int)
    /// Text encodings: what was found and what was wanted.
    case malformed(found: String, wanted: String)
    case unknownName(String)
  }

  public var problem: Problem
  /// Byte offset in the message.
  public var offset: Int
  /// Tags from the root down to the item at fault.
  public var path: [Tag]

  public init(_ problem: Problem, offset: Int, path: [Tag] = []) {
    self.problem = problem
    self.offset = offset
    self.path = path
  }
}
