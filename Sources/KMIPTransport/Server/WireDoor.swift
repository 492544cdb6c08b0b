public import KMIP

/// What a client brings before its first message.
public struct WireVisitor: Sendable {
  /// The Common Name of its certificate, if it was asked for one.
  public var certificateName: String?
  public var isAskedForCertificate: Bool
  /// From the Authorization header.
  public var token: Secret?

  public init(certificateName: String?, isAskedForCertificate: Bool, token: Secret? = nil) {
    self.certificateName = certificateName
    self.isAskedForCertificate = isAskedForCertificate
    self.token = token
  }
}

/// A client that was let in.
public struct WireGuest: Hashable, Sendable {
  public var name: String?
  /// True if without a name it is nobody, unless its message tells.
  public var mustSayWho: Bool

  public init(name: String?, mustSayWho: Bool) {
    self.name = name
    self.mustSayWho = mustSayWho
  }
}

/// Says who a client is; none turns it away.
public typealias WireDoor = @Sendable (WireVisitor) async -> WireGuest?

/// Knows people by their certificates alone.
public let certificateDoor: WireDoor = { visitor in
  WireGuest(name: visitor.certificateName, mustSayWho: visitor.isAskedForCertificate)
}

/// A request for something that is no message.
public struct PageRequest: Sendable {
  /// Below the server's root, unescaped.
  public var path: String
  /// What was posted; none if it is only asked.
  public var body: [UInt8]?
  /// None for a client that was turned away: it may still ask for what is open to everybody.
  public var guest: WireGuest?

  public init(path: String, body: [UInt8]? = nil, guest: WireGuest?) {
    self.path = path
    self.body = body
    self.guest = guest
  }
}

public typealias PageResponder = @Sendable (PageRequest) async -> WireAnswer
