public import KMIPClient

/// A message as a listener got it.
public struct WireMessage: Sendable {
  public var bytes: [UInt8]
  public var encoding: WireEncoding
  /// True if a bare operation may stand in place of a Request Message.
  public var permitsBareOperation: Bool
  /// Who the client is, where the door knows: by its certificate, or a token.
  public var identity: String?
  /// True if the client has to say who it is: without an identity it is then nobody, not everybody.
  public var needsIdentity: Bool

  public init(
    bytes: [UInt8], encoding: WireEncoding, permitsBareOperation: Bool = false, identity: String? = nil,
    needsIdentity: Bool = false
  ) {
    self.bytes = bytes
    self.encoding = encoding
    self.permitsBareOperation = permitsBareOperation
    self.identity = identity
    self.needsIdentity = needsIdentity
  }
}

public struct WireAnswer: Sendable {
  public var bytes: [UInt8]
  /// For HTTP alone, as is the content type.
  public var httpStatus: Int
  public var contentType: String

  public init(bytes: [UInt8], httpStatus: Int = 200, contentType: String) {
    self.bytes = bytes
    self.httpStatus = httpStatus
    self.contentType = contentType
  }
}

public typealias WireResponder = @Sendable (WireMessage) async -> WireAnswer
