import KMIPClient
import Synchronization

/// The connections of a session: its own profile's, and of those that `as` names.
final class Connectors: Sendable {
  private let own: Profile
  private let others: [String: Profile]
  private let make: @Sendable (Profile) -> Connector
  private let opened = Mutex<[String: Connector]>([:])

  init(_ own: Profile, others: [String: Profile], make: @escaping @Sendable (Profile) -> Connector) {
    self.own = own
    self.others = others.merging([Profile.embedded.name: .embedded]) { named, _ in named }
    self.make = make
  }

  func client(of name: String? = nil) throws -> Client {
    guard let name, name != own.name else { return try connector(of: own).client() }
    guard let profile = others[name] else {
      throw ConfigurationError(
        "no profile '\(name)' in the configuration", hint: "it has: \(others.keys.sorted().joined(separator: ", "))")
    }
    return try connector(of: profile).client()
  }

  func close() async {
    for connector in opened.withLock({ Array($0.values) }) { await connector.close() }
  }

  private func connector(of profile: Profile) -> Connector {
    opened.withLock { opened in
      let connector = opened[profile.name] ?? make(profile)
      opened[profile.name] = connector
      return connector
    }
  }
}
