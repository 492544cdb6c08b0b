import KMIP
import KMIPCrypto

/// An operation whose data comes in parts, between two of them.
struct OpenStream: Sendable {
  /// What the parts are fed to.
  enum Work: Sendable {
    case cipher(CipherStream)
    case digest(DigestStream)
    case mac(MACStream)
  }

  let operation: OperationCode
  let owner: String
  /// The key's; none for a hash.
  var id: String?
  var work: Work
  var parameters: CryptographicParameters?
  /// The tag, signature or MAC that a request brought to compare with.
  var expected: [UInt8]?
  var touched: DateTime

  mutating func update(_ data: [UInt8]?) throws -> [UInt8] {
    guard let data, !data.isEmpty else { return [] }
    switch work {
    case .cipher(let cipher): return try cipher.update(data)
    case .digest(var digest):
      digest.update(data)
      work = .digest(digest)
    case .mac(var mac):
      mac.update(data)
      work = .mac(mac)
    }
    return []
  }
}

extension OpenStream {
  var cipher: CipherStream {
    get throws(OperationFailure) { if case .cipher(let cipher) = work { cipher } else { throw Self.mixedUp } }
  }

  var digest: [UInt8] {
    get throws(OperationFailure) {
      if case .digest(let stream) = work { stream.finalized() } else { throw Self.mixedUp }
    }
  }

  var mac: MACStream {
    get throws(OperationFailure) { if case .mac(let mac) = work { mac } else { throw Self.mixedUp } }
  }

  private static var mixedUp: OperationFailure {
    OperationFailure(.invalidCorrelationValue, "the correlation value is of another operation")
  }
}
