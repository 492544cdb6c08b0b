#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Endpoint {
  /// True if the host is an address, not a name.
  var isAddress: Bool { addressBytes(host) != nil }
}

/// Four bytes of an IPv4 address or sixteen of an IPv6 address; nil for a name.
func addressBytes(_ host: String) -> [UInt8]? {
  var bytes = [UInt8](repeating: 0, count: 16)
  if inet_pton(AF_INET, host, &bytes) == 1 { return Array(bytes.prefix(4)) }
  return inet_pton(AF_INET6, host, &bytes) == 1 ? bytes : nil
}
