/// Servers that a proxy is not used for: a name with all names below it, an address, a network, or `*` for all.
public struct ProxyExclusion: Hashable, Sendable {
  private enum Form: Hashable {
    case all
    case name(String)
    case network([UInt8], bits: Int)
  }

  private let form: Form

  /// Written `kms.example`, `.example`, `*.example`, `10.0.0.0/8`, `::1` or `*`; nil if it is none of these.
  public init?(_ text: String) {
    if text == "*" {
      form = .all
    } else if let network = Self.network(text) {
      form = network
    } else {
      let name = text.hasPrefix("*.") ? text.dropFirst(2) : text.hasPrefix(".") ? text.dropFirst() : text[...]
      guard !name.isEmpty, !name.contains(where: { "/*:@ ".contains($0) }) else { return nil }
      form = .name(name.lowercased())
    }
  }

  func covers(_ host: String) -> Bool {
    switch form {
    case .all: return true
    case .name(let name):
      let host = host.lowercased()
      return host == name || host.hasSuffix("." + name)
    case .network(let prefix, let bits):
      guard let address = addressBytes(host), address.count == prefix.count else { return false }
      return zip(0..., zip(address, prefix)).allSatisfy { index, pair in
        let covered = max(0, min(8, bits - index * 8))
        return (pair.0 ^ pair.1) >> (8 - covered) == 0
      }
    }
  }

  private static func network(_ text: String) -> Form? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2, let address = addressBytes(String(first)) else { return nil }
    guard parts.count == 2 else { return .network(address, bits: address.count * 8) }
    guard let bits = Int(parts[1]), (0...address.count * 8).contains(bits) else { return nil }
    return .network(address, bits: bits)
  }
}
