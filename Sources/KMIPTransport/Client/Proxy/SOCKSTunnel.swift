import KMIP
import NIOCore

/// SOCKS 5 (RFC 1928), with user and password (RFC 1929) if there are any. The proxy resolves names.
struct SOCKSTunnel: Tunnel {
  private enum Stage { case method, login, connection }

  let target: Endpoint
  let login: Proxy.Login?
  private var stage = Stage.method

  init(target: Endpoint, login: Proxy.Login?) {
    self.target = target
    self.login = login
  }

  func greeting() throws(ProxyRefusal) -> [UInt8] {
    guard target.host.utf8.count <= 255 else { throw ProxyRefusal(message: "takes no host name that long") }
    if let login, login.user.utf8.count > 255 || login.password.count > 255 {
      throw ProxyRefusal(message: "takes no user or password longer than 255 bytes", isLogin: true)
    }
    return login == nil ? [5, 1, 0] : [5, 2, 0, 2]
  }

  mutating func answer(to bytes: inout ByteBuffer) throws(ProxyRefusal) -> TunnelStep {
    switch stage {
    case .method: try chosenMethod(&bytes)
    case .login: try loginVerdict(&bytes)
    case .connection: try connection(&bytes)
    }
  }

  private mutating func chosenMethod(_ bytes: inout ByteBuffer) throws(ProxyRefusal) -> TunnelStep {
    guard let answer = bytes.readBytes(length: 2) else { return .needsMore }
    guard answer[0] == 5 else {
      throw ProxyRefusal(message: "does not speak SOCKS 5", hint: "check the kind of the proxy: http or socks5")
    }
    switch (answer[1], login) {
    case (0, _):
      stage = .connection
      return .send(request)
    case (2, let login?):
      stage = .login
      let user = Array(login.user.utf8)
      return .send(
        login.password.withBytes { [1, UInt8(clamping: user.count)] + user + [UInt8(clamping: $0.count)] + Array($0) })
    default:
      throw ProxyRefusal(
        message: login == nil ? "wants a user and a password" : "takes no user and password",
        hint: "see proxy-user and proxy-password-file of the profile", isLogin: true)
    }
  }

  private mutating func loginVerdict(_ bytes: inout ByteBuffer) throws(ProxyRefusal) -> TunnelStep {
    guard let answer = bytes.readBytes(length: 2) else { return .needsMore }
    guard answer[1] == 0 else {
      throw ProxyRefusal(
        message: "does not accept the password", hint: "see proxy-user and proxy-password-file of the profile",
        isLogin: true)
    }
    stage = .connection
    return .send(request)
  }

  private var request: [UInt8] {
    let port = UInt16(clamping: target.port)
    return [5, 1, 0] + address + [UInt8(port >> 8), UInt8(port & 0xFF)]
  }

  private var address: [UInt8] {
    let host = addressBytes(target.host) ?? Array(target.host.utf8)
    return switch (host.count, target.isAddress) {
    case (4, true): [1] + host
    case (_, true): [4] + host
    default: [3, UInt8(clamping: host.count)] + host
    }
  }

  private func connection(_ bytes: inout ByteBuffer) throws(ProxyRefusal) -> TunnelStep {
    let start = bytes.readerIndex
    guard bytes.readableBytes >= 5, let head = bytes.getBytes(at: start, length: 5) else {
      guard bytes.readableBytes >= 2, let code = bytes.getInteger(at: start + 1, as: UInt8.self), code != 0 else {
        return .needsMore
      }
      throw refusal(code)
    }
    guard head[1] == 0 else { throw refusal(head[1]) }
    let length: Int
    switch head[3] {
    case 1: length = 4 + 4 + 2
    case 4: length = 4 + 16 + 2
    default: length = 4 + 1 + Int(head[4]) + 2
    }
    guard bytes.readableBytes >= length else { return .needsMore }
    bytes.moveReaderIndex(forwardBy: length)
    return .open
  }

  private func refusal(_ code: UInt8) -> ProxyRefusal {
    let reasons: [UInt8: String] = [
      2: "its rules forbid it", 3: "the network cannot be reached", 4: "the host cannot be reached",
      5: "nothing listens there", 6: "it took too long", 7: "it does not connect", 8: "it knows no such address",
    ]
    return ProxyRefusal(
      message: "opens no way to \(target): \(reasons[code] ?? "failure \(code)")", isLasting: [2, 7, 8].contains(code))
  }
}
