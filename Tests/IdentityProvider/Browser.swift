import Foundation

extension IdentityProvider {
  /// Logs in at the page, and goes where the provider sends the browser.
  ///
  /// - Returns: What the page says in the end.
  public func browse(_ page: String) throws -> String {
    guard let back = URLComponents(string: try visit(page)), let port = back.port else { throw URLError(.badURL) }
    let target = back.percentEncodedPath + "?" + (back.percentEncodedQuery ?? "")
    return try Self.get(target, port: port)
  }

  private static func get(_ target: String, port: Int) throws -> String {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw URLError(.cannotConnectToHost) }
    let request = Array("GET \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
    guard write(socket, request, request.count) == request.count else { throw URLError(.networkConnectionLost) }
    var answer: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4096)
    while case let count = read(socket, &part, part.count), count > 0 { answer += part.prefix(count) }
    return String(decoding: answer, as: UTF8.self)
  }
}
