/// What the owner of an object may let others do with it: an operation, and those that go with it.
///
/// KMIP has no message for it; the words and the rules are those of a Cosmian server's access calls.
public struct AccessRight: Hashable, Sendable {
  public let operation: OperationCode

  public init?(_ operation: OperationCode) {
    guard Self.operations.contains(operation) else { return nil }
    self.operation = operation
  }

  private init(known operation: OperationCode) { self.operation = operation }

  /// As the access calls write it, such as `getattributes`.
  public init?(wire: String) {
    guard let right = Self.all.first(where: { $0.wire == wire }) else { return nil }
    self = right
  }

  /// Takes `get-attributes` and every other way to join the words.
  public init?(word: String) {
    guard let operation = OperationCode(word: word) else { return nil }
    self.init(operation)
  }

  /// As the access calls write it, such as `getattributes`.
  public var wire: String {
    (OperationCode.rows.first { $0.code == operation.rawValue }?.wire ?? operation.name).lowercased()
  }

  /// The language's word, such as `get-attributes`.
  public var word: String { operation.word }

  public static var create: AccessRight { AccessRight(known: .create) }
  public static var get: AccessRight { AccessRight(known: .get) }

  public static var all: [AccessRight] { operations.map { AccessRight(known: $0) } }
  public static var words: [String] { operations.map(\.word) }

  private static let operations: [OperationCode] = [
    .create, .certify, .decrypt, .deriveKey, .destroy, .encrypt, .export, .get, .getAttributes, .hash, .import,
    .locate, .mac, .revoke, .reKey, .sign, .signatureVerify, .validate, .setAttribute, .modifyAttribute,
    .addAttribute, .deleteAttribute, .activate,
  ]
}

extension AccessRight: Comparable {
  public static func < (left: AccessRight, right: AccessRight) -> Bool { left.wire < right.wire }
}

/// What one user may do with an object of another's.
public struct AccessGrant: Hashable, Sendable {
  /// Stands for every user in place of a name.
  public static let everybody = "*"

  public var user: String
  public var rights: Set<AccessRight>

  public init(user: String, rights: Set<AccessRight>) {
    self.user = user
    self.rights = rights
  }
}
