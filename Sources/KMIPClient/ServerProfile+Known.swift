import KMIP

extension ServerProfile {
  public static let embedded = {
    var profile = ServerProfile(
      name: "kmsh embedded", sendsCorrelation: true, allowsBatches: true, honoursClientIdentifiers: true,
      markerAttribute: .applicationSpecificInformation)
    profile.streams = [.encrypt, .decrypt, .sign, .signatureVerify, .hash, .mac, .macVerify]
    profile.takesDigests = true
    return profile
  }()
  public static let cosmian = {
    var profile = ServerProfile(
      name: "cosmian", sendsCorrelation: true, allowsBatches: true, honoursClientIdentifiers: true,
      markerAttribute: .applicationSpecificInformation, locateCap: 1000)
    profile.hiddenAttributes = [.vendor(identification: "cosmian", name: "tag")]
    profile.takesDigests = true
    return profile
  }()
  public static let pykmip = {
    var profile = ServerProfile(
      name: "pykmip", maxVersion: .v2_0, allowsBatches: true, markerAttribute: .applicationSpecificInformation)
    profile.takesActivationDate = false
    profile.wantsAlgorithm = true
    profile.keepsDestroyed = false
    profile.messageLimit = 1 << 20
    return profile
  }()
  /// Servers made with a Go library; it names no server, so it is chosen by its name in a profile.
  public static let kmipGo = ServerProfile(name: "kmip-go", maxVersion: ProtocolVersion(1, 4))
  /// Takes nothing for granted.
  public static let generic = ServerProfile(name: "generic")

  public static let known: [ServerProfile] = [embedded, cosmian, pykmip, kmipGo, generic]

  public init?(named name: String) {
    guard let profile = Self.known.first(where: { $0.name == name }) else { return nil }
    self = profile
  }

  /// The profile of the server that describes itself so.
  init(_ answer: Query.Response) {
    let information = answer.serverInformation
    let names = [answer.vendorIdentification, information?.serverName, information?.productName]
    let text = names.compactMap { $0?.lowercased() }.joined(separator: "\n")
    self = Self.marks.first { text.contains($0.mark) }?.profile ?? .generic
  }

  private static let marks: [(mark: String, profile: ServerProfile)] = [
    ("kmsh", .embedded),
    ("cosmian", .cosmian),
    ("eviden", .cosmian),
    ("pykmip", .pykmip),
  ]
}
