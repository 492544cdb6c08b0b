import NIOCore

/// HTTP CONNECT (RFC 9110 §9.3.6).
struct ConnectTunnel: Tunnel {
  let target: Endpoint
  let login: Proxy.Login?

  func greeting() -> [UInt8] {
    let authorization = login.map { "Proxy-Authorization: \($0.basic)\r\n" } ?? ""
    return Array("CONNECT \(target) HTTP/1.1\r\nHost: \(target)\r\n\(authorization)\r\n".utf8)
  }

  func answer(to bytes: inout ByteBuffer) throws(ProxyRefusal) -> TunnelStep {
    let text = bytes.readableBytesView
    guard let end = Self.endOfHead(text) else { return .needsMore }
    let line = String(decoding: text.prefix { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self)
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let code = Int(words[1]) else {
      throw ProxyRefusal(message: "does not speak HTTP", hint: "check the kind of the proxy: http or socks5")
    }
    guard (200..<300).contains(code) else { throw refusal(code, words.count == 3 ? String(words[2]) : "") }
    bytes.moveReaderIndex(forwardBy: end)
    return .open
  }

  /// Bytes up to and with the empty line.
  private static func endOfHead(_ text: ByteBufferView) -> Int? {
    var previous: [UInt8] = []
    for (count, byte) in text.enumerated() {
      previous = previous.suffix(3) + [byte]
      if previous == [0x0D, 0x0A, 0x0D, 0x0A] || previous.suffix(2) == [0x0A, 0x0A] { return count + 1 }
    }
    return nil
  }

  private func refusal(_ code: Int, _ reason: String) -> ProxyRefusal {
    let status = printable("HTTP \(code) \(reason)", limit: 100)
    guard code != 407 else {
      return ProxyRefusal(
        message: login == nil ? "wants a user and a password (\(status))" : "does not accept the password (\(status))",
        hint: "see proxy-user and proxy-password-file of the profile", isLogin: true)
    }
    return ProxyRefusal(
      message: "opens no way to \(target) (\(status))",
      hint: code == 403 ? "the proxy may not let anyone through to this port" : nil, isLasting: code < 500)
  }
}
