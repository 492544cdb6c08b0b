import NIOCore
import NIOHTTP1
import NIOPosix

/// Listens on 127.0.0.1 for a browser that a provider sends back.
public final class RedirectListener: Sendable {
  /// A browser has come to the path.
  public struct Visit: Sendable {
    public let query: String
    fileprivate let channel: any Channel

    public func answer(_ status: Int, _ text: String) {
      let page = "<!doctype html><meta charset=\"utf-8\"><title>kmsh</title><p>\(text)</p>\n"
      channel.answer(HTTPResponseStatus(statusCode: status), page)
    }
  }

  public let port: Int
  public let visits: AsyncStream<Visit>
  private let channel: any Channel
  private let end: AsyncStream<Visit>.Continuation

  private init(_ channel: any Channel, _ visits: AsyncStream<Visit>, _ end: AsyncStream<Visit>.Continuation) {
    self.channel = channel
    self.visits = visits
    self.end = end
    port = channel.localAddress?.port ?? 0
  }

  public static func open(port: Int, path: String) async throws(SetupError) -> RedirectListener {
    let (visits, visit) = AsyncStream.makeStream(of: Visit.self)
    let endpoint = Endpoint(host: "127.0.0.1", port: port)
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(Door(path: path, visits: visit))
        }
      }
    do {
      return RedirectListener(try await bootstrap.bind(host: "127.0.0.1", port: port).get(), visits, visit)
    } catch {
      throw SetupError(listeningAt: endpoint, error)
        ?? SetupError(.addressUnavailable, "cannot listen at \(endpoint): \(error)")
    }
  }

  public func close() {
    end.finish()
    channel.close(promise: nil)
  }
}

private final class Door: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart

  private let path: String
  private let visits: AsyncStream<RedirectListener.Visit>.Continuation

  init(path: String, visits: AsyncStream<RedirectListener.Visit>.Continuation) {
    self.path = path
    self.visits = visits
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(let head) = unwrapInboundIn(data) else { return }
    let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard head.method == .GET, parts.first.map(String.init) == path else {
      return context.channel.answer(.notFound, "not here\n")
    }
    visits.yield(RedirectListener.Visit(query: parts.count == 2 ? String(parts[1]) : "", channel: context.channel))
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

extension Channel {
  /// The page, and then no more on this connection.
  fileprivate func answer(_ status: HTTPResponseStatus, _ page: String) {
    let headers = HTTPHeaders([
      ("Content-Type", "text/html; charset=utf-8"), ("Content-Length", String(page.utf8.count)),
      ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"), ("Connection", "close"),
    ])
    let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    eventLoop.execute {
      self.write(HTTPServerResponsePart.head(head), promise: nil)
      self.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(string: page))), promise: nil)
      self.writeAndFlush(HTTPServerResponsePart.end(nil)).whenComplete { _ in self.close(promise: nil) }
    }
  }
}
