public import KMIP
public import TTLV

/// What is known of a kind of server, beyond the specification.
public struct ServerProfile: Hashable, Sendable {
  public var name: String
  /// Highest version to begin with.
  public var maxVersion: ProtocolVersion
  /// The only version to speak; the server is not asked for others.
  public var pinnedVersion: ProtocolVersion?
  /// False if the server takes a Client Correlation Value for a malformed message.
  public var sendsCorrelation: Bool
  /// False if several operations in one message are not to be relied on.
  public var allowsBatches: Bool
  /// True if a new object gets the Unique Identifier that its request asks for.
  public var honoursClientIdentifiers: Bool
  /// An attribute that survives on a new object and that Locate finds it by.
  public var markerAttribute: Tag?
  /// Largest number of objects that one Locate answers with.
  public var locateCap: Int32?
  /// Attributes that are shown only where a request names them.
  public var hiddenAttributes: [AttributeReference] = []
  /// False if a new object does not take an Activation Date: it is activated by an operation of its own.
  public var takesActivationDate = true
  /// False if nothing is left of a destroyed object.
  public var keepsDestroyed = true
  /// True if Cryptographic Parameters must name the algorithm, though the key has it.
  public var wantsAlgorithm = false
  /// Operations that take their data in parts, as the specification has it.
  public var streams: Set<OperationCode> = []
  /// False if a digest made elsewhere is neither signed nor verified.
  public var takesDigests = false
  /// Whether the server is asked to answer later, or told that it may; none says nothing, which is no.
  public var asynchronousIndicator: AsynchronousIndicator?
  /// Bytes of the largest message that it reads.
  public var messageLimit = 64 << 20

  public init(
    name: String, maxVersion: ProtocolVersion = .v2_1, sendsCorrelation: Bool = false, allowsBatches: Bool = false,
    honoursClientIdentifiers: Bool = false, markerAttribute: Tag? = nil, locateCap: Int32? = nil
  ) {
    self.name = name
    self.maxVersion = maxVersion
    self.sendsCorrelation = sendsCorrelation
    self.allowsBatches = allowsBatches
    self.honoursClientIdentifiers = honoursClientIdentifiers
    self.markerAttribute = markerAttribute
    self.locateCap = locateCap
  }
}
