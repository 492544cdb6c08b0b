import Crypto
import CryptoExtras
import FoundationEssentials
public import KMIP

/// Authenticates data that comes in parts, to the same code as `MessageAuthentication` gives for the whole.
public struct MACStream: Sendable {
  private var function: any PartwiseMAC

  public init(_ key: CryptographicKey, parameters: CryptographicParameters? = nil) throws {
    let secret = try key.symmetricBytes().withBytes { Crypto.SymmetricKey(data: $0) }
    guard let hash = try MessageAuthentication.hashingAlgorithm(key, parameters) else {
      function = try refusing(.cryptographicFailure, "the MAC was not made") { try AES.CMAC(key: secret) }
      return
    }
    function = Self.hmac(secret, with: try Hashing.function(hash))
  }

  public mutating func update(_ data: [UInt8]) { function.add(data) }

  public func finalized() -> [UInt8] { function.code }

  /// Compares in constant time.
  public func verifies(_ mac: [UInt8]) -> Bool { isEqualInConstantTime(mac, finalized()) }

  private static func hmac<Function: HashFunction>(
    _ key: Crypto.SymmetricKey, with function: Function.Type
  ) -> any PartwiseMAC { HMAC<Function>(key: key) }
}

private protocol PartwiseMAC: Sendable {
  mutating func add(_ data: [UInt8])
  var code: [UInt8] { get }
}

extension HMAC: PartwiseMAC {
  fileprivate mutating func add(_ data: [UInt8]) { update(data: data) }
  fileprivate var code: [UInt8] { Array(finalize()) }
}

extension AES.CMAC: PartwiseMAC {
  fileprivate mutating func add(_ data: [UInt8]) { update(data: data) }
  fileprivate var code: [UInt8] { Array(finalize()) }
}
