import KMIPTransport

extension Endpoint {
  /// Whether only this machine can reach it.
  var isLoopback: Bool {
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return host == "localhost" || host == "::1"
      || (numbers.count == 4 && numbers.first == 127 && !numbers.contains(nil))
  }
}
