import Foundation
import KMIP
@testable import KMIPTransport
import NIOCore
import NIOPosix
import Synchronization

/// A proxy of the kind that clients must get along with; it notes where they want to go.
final class TestProxy: Sendable {
  let kind: Proxy.Kind
  let login: (user: String, password: String)?
  private let noted = Mutex<[String]>([])

  private init(_ kind: Proxy.Kind, _ login: (String, String)?) {
    self.kind = kind
    self.login = login
  }

  var targets: [String] { noted.withLock { $0 } }

  func note(_ target: String) { noted.withLock { $0.append(target) } }

  static func run(
    _ kind: Proxy.Kind, login: (user: String, password: String)? = nil,
    _ body: (TestProxy, Proxy) async throws -> Void
  ) async throws {
    let proxy = TestProxy(kind, login)
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(ProxyTalk(proxy)) }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let client = Proxy(
      kind, listener.endpoint(host: "127.0.0.1"),
      login: login.map { Proxy.Login(user: $0.user, password: .init($0.password.utf8)) })
    try await body(proxy, client)
    try await listener.close().get()
  }
}

private final class ProxyTalk: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private enum Stage { case start, login, target, connecting }

  private let proxy: TestProxy
  private var stage = Stage.start
  private var bytes = ByteBuffer()

  init(_ proxy: TestProxy) { self.proxy = proxy }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var part = unwrapInboundIn(data)
    bytes.writeBuffer(&part)
    switch proxy.kind {
    case .http: takeHead(context)
    case .socks5: takeSocks(context)
    }
  }

  private func takeHead(_ context: ChannelHandlerContext) {
    let text = String(buffer: bytes)
    guard stage == .start, let end = text.range(of: "\r\n\r\n") else { return }
    if let login = proxy.login {
      let wanted = Proxy.Login(user: login.user, password: .init(login.password.utf8)).basic
      guard text[..<end.lowerBound].contains("Proxy-Authorization: \(wanted)") else {
        return reply("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", context)
      }
    }
    let words = text.prefix { $0 != "\r\n" }.split(separator: " ")
    guard words.count == 3 else { return context.close(promise: nil) }
    if words[0] == "CONNECT" {
      bytes.clear()
      return connect(Endpoint(String(words[1])), greeting: "HTTP/1.1 200 Connection established\r\n\r\n", context)
    }
    guard let address = WebAddress(String(words[1])) else { return context.close(promise: nil) }
    // As a server wants it: the path alone.
    bytes = ByteBuffer(
      string: "\(words[0]) \(address.path) HTTP/1.1\(text.dropFirst(words.joined(separator: " ").count))")
    connect(address.endpoint, greeting: "", context)
  }

  private func takeSocks(_ context: ChannelHandlerContext) {
    switch stage {
    case .start:
      guard bytes.readableBytes >= 2, let head = bytes.readBytes(length: 2),
        let methods = bytes.readBytes(length: Int(head[1]))
      else { return }
      let method: UInt8 = proxy.login == nil ? 0 : 2
      guard methods.contains(method) else { return reply([5, 0xFF], context) }
      stage = proxy.login == nil ? .target : .login
      reply([5, method], context)
    case .login:
      guard let login = proxy.login else { return }
      let wanted =
        [1, UInt8(login.user.utf8.count)] + Array(login.user.utf8) + [UInt8(login.password.utf8.count)]
        + Array(login.password.utf8)
      let given = bytes.readBytes(length: bytes.readableBytes)
      guard given == wanted else { return reply([1, 1], context) }
      stage = .target
      reply([1, 0], context)
    case .target:
      guard let request = bytes.readBytes(length: bytes.readableBytes), request.count > 6 else { return }
      let port = Int(request[request.count - 2]) << 8 | Int(request[request.count - 1])
      let host =
        request[3] == 1
        ? request[4..<8].map { String($0) }.joined(separator: ".")
        : String(decoding: request[5..<(request.count - 2)], as: UTF8.self)
      connect(Endpoint(host: host, port: port), greeting: [5, 0, 0, 1, 0, 0, 0, 0, 0, 0], context)
    case .connecting: break
    }
  }

  private func connect(_ target: Endpoint?, greeting: String, _ context: ChannelHandlerContext) {
    connect(target, greeting: Array(greeting.utf8), context)
  }

  private func connect(_ target: Endpoint?, greeting: [UInt8], _ context: ChannelHandlerContext) {
    guard let target else { return context.close(promise: nil) }
    stage = .connecting
    proxy.note("\(target)")
    let channel = context.channel
    let talk = NIOLoopBound(self, eventLoop: context.eventLoop)
    ClientBootstrap(group: context.eventLoop).connect(host: target.host, port: target.port).whenComplete { result in
      switch result {
      case .failure:
        let refusal =
          talk.value.proxy.kind == .http
          ? Array("HTTP/1.1 502 Bad Gateway\r\n\r\n".utf8) : [5, 5, 0, 1, 0, 0, 0, 0, 0, 0]
        channel.writeAndFlush(ByteBuffer(bytes: refusal)).whenComplete { _ in channel.close(promise: nil) }
      case .success(let server):
        if !greeting.isEmpty { channel.writeAndFlush(ByteBuffer(bytes: greeting), promise: nil) }
        talk.value.relay(channel, server)
      }
    }
  }

  private func relay(_ client: any Channel, _ server: any Channel) {
    try? client.pipeline.syncOperations.addHandler(Relay(to: server))
    try? server.pipeline.syncOperations.addHandler(Relay(to: client))
    if bytes.readableBytes > 0 { server.writeAndFlush(bytes, promise: nil) }
    client.pipeline.syncOperations.removeHandler(self, promise: nil)
  }

  private func reply(_ text: String, _ context: ChannelHandlerContext) { reply(Array(text.utf8), context) }

  private func reply(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
  }
}

private final class Relay: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let other: any Channel

  init(to other: any Channel) { self.other = other }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    other.writeAndFlush(unwrapInboundIn(data), promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) { other.close(promise: nil) }
  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
