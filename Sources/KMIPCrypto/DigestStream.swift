import Crypto
import FoundationEssentials
public import KMIP

/// Hashes data that comes in parts.
public struct DigestStream: Sendable {
  private var function: any PartwiseHash

  public init(_ algorithm: HashingAlgorithm) throws {
    function = Self.begin(try Hashing.function(algorithm))
  }

  public mutating func update(_ data: [UInt8]) { function.add(data) }

  public func finalized() -> [UInt8] { function.digest }

  private static func begin<Function: HashFunction>(_ function: Function.Type) -> any PartwiseHash {
    Hash(function: Function())
  }
}

private protocol PartwiseHash: Sendable {
  mutating func add(_ data: [UInt8])
  var digest: [UInt8] { get }
}

private struct Hash<Function: HashFunction>: PartwiseHash {
  var function: Function

  mutating func add(_ data: [UInt8]) { function.update(data: data) }
  var digest: [UInt8] { Array(function.finalize()) }
}
