import KMIP
public import KMIPCrypto
import Synchronization

/// Users and their passwords, for the credential of a message's header (KMIP 2.1 §9.11).
public final class UserTable: Sendable {
  public typealias Row = (user: String, password: PasswordHash)

  private let rows: [String: PasswordHash]
  private let nobody: PasswordHash
  // Clients send the password with every message; hashing it each time would cost more than what they ask for.
  private let seen = Mutex<[String: Secret]>([:])

  public init(_ rows: [Row]) throws {
    self.rows = Dictionary(rows.map { ($0.user, $0.password) }) { first, _ in first }
    nobody = try PasswordHash(of: Secret([]), like: rows.first?.password)
  }

  /// Takes as long for a user that there is not as for a wrong password.
  func knows(_ user: String, _ password: Secret) -> Bool {
    if seen.withLock({ $0[user] }) == password { return true }
    guard let row = rows[user] else {
      _ = nobody.matches(password)
      return false
    }
    guard row.matches(password) else { return false }
    seen.withLock { $0[user] = password }
    return true
  }
}
