import FoundationEssentials
public import KMIP

/// What a provider gave.
public struct Tokens: Sendable {
  /// Goes to the server.
  public var bearer: Secret
  var refresh: Secret?
  /// Seconds since 1970; nil if the provider does not say.
  public var expires: Int64?
  /// The provider's name, so that no other server is given them.
  var provider: String
  /// When they were given.
  var since: Int64

  /// True if they are to be replaced: a minute before their end, or earlier in a life that is short.
  func areOld(at now: Int64) -> Bool {
    guard let expires else { return false }
    return now >= expires - min(60, max(0, expires - since) / 5)
  }

  func haveEnded(at now: Int64) -> Bool { expires.map { now >= $0 } ?? false }
}

extension Tokens {
  private struct File: Codable {
    var provider: String
    var bearer: String
    var refresh: String?
    var expires: Int64?
    var since: Int64
  }

  init?(file bytes: [UInt8]) {
    guard let file = try? JSONDecoder().decode(File.self, from: Data(bytes)), !file.bearer.isEmpty else { return nil }
    self.init(
      bearer: Secret(file.bearer.utf8), refresh: file.refresh.map { Secret($0.utf8) }, expires: file.expires,
      provider: file.provider, since: file.since)
  }

  var fileBytes: [UInt8]? {
    let file = File(
      provider: provider, bearer: bearer.text, refresh: refresh?.text, expires: expires, since: since)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(file)).map { Array($0) }
  }
}

extension Secret {
  var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }
}
