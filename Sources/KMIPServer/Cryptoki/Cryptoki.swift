import KMIP
import KMIPCrypto
import Synchronization

/// The applications that have initialised PKCS#11 here, by the correlation value that each of them goes on with.
final class Cryptoki: Sendable {
  static let limitPerOwner = 64
  static let limit = 1024

  private let owners = Mutex<[[UInt8]: String]>([:])

  /// - Returns: None if there is no room.
  func begin(for owner: String) -> [UInt8]? {
    let correlation = RandomBytes.token()
    return owners.withLock { owners in
      let own = owners.values.count { $0 == owner }
      guard own < Self.limitPerOwner, owners.count < Self.limit else { return nil }
      owners[correlation] = owner
      return correlation
    }
  }

  func isBegun(_ correlation: [UInt8]?, by owner: String) -> Bool {
    guard let correlation else { return false }
    return owners.withLock { $0[correlation] == owner }
  }

  func end(_ correlation: [UInt8]?) {
    guard let correlation else { return }
    owners.withLock { $0[correlation] = nil }
  }
}
