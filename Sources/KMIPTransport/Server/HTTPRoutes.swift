import HTTPTypes
import Hummingbird
import KMIP
import KMIPClient
import NIOCore
import NIOSSL

/// The paths of a Cosmian server that concern KMIP.
struct HTTPRoutes: Sendable {
  let listener: HTTPListener
  let limits: ListenerLimits
  let respond: WireResponder

  func router() -> Router<ConnectionContext> {
    let router = Router(context: ConnectionContext.self)
    if let limit = listener.rateLimit { router.add(middleware: RateLimit(perSecond: limit)) }
    router.get("/") { _, _ in text("kmsh serves KMIP 2.1: POST a message to /kmip/2_1 or /kmip\n") }
    if let pages = listener.pages {
      addPages(to: router, pages)
    } else {
      router.get("/version") { _, _ in json("\"\(listener.version)\"") }
      router.get("/health") { _, _ in json("{\"status\":\"UP\"}") }
    }
    router.post("/kmip/2_1") { request, context in
      // JSON goes by many content types here, XML by its own.
      let encoding = encoding(of: request) == .xml ? WireEncoding.xml : .json
      return try await answer(request, context, encoding: encoding, permitsBareOperation: true)
    }
    router.post("/kmip") { request, context in
      guard let encoding = encoding(of: request) else {
        return text(
          "wanted content type application/json, application/octet-stream or text/xml\n", .unsupportedMediaType)
      }
      return try await answer(request, context, encoding: encoding, permitsBareOperation: false)
    }
    return router
  }

  private func answer(
    _ request: Request, _ context: ConnectionContext, encoding: WireEncoding, permitsBareOperation: Bool
  ) async throws -> Response {
    // Browsers say on whose behalf they post; no page is to reach keys through its reader's machine.
    guard request.headers[.origin] == nil else { return text("pages in a browser are not served\n", .forbidden) }
    guard permits(request) else { return unauthorized }
    guard let guest = await guest(request, context) else { return unproven }
    let body: ByteBuffer
    do {
      body = try await context.channel.closing(after: limits.message) {
        try await request.body.collect(upTo: messageLimit)
      }
    } catch is NIOTooManyBytesError {
      return text("a message has at most \(messageLimit) bytes\n", .contentTooLarge)
    }
    let message = WireMessage(
      bytes: Array(body.readableBytesView), encoding: encoding, permitsBareOperation: permitsBareOperation,
      identity: guest.name, needsIdentity: guest.mustSayWho)
    return response(await respond(message))
  }

  private func addPages(to router: Router<ConnectionContext>, _ pages: @escaping PageResponder) {
    for method in [HTTPRequest.Method.get, .post] {
      router.on("/**", method: method) { request, context in
        guard request.headers[.origin] == nil else { return text("pages in a browser are not served\n", .forbidden) }
        let guest = permits(request) ? await guest(request, context) : nil
        var page = PageRequest(path: percentDecoded(request.uri.path), guest: guest)
        if method == .post {
          guard guest != nil else { return unproven }
          page.body = Array(try await request.body.collect(upTo: pageLimit).readableBytesView)
        }
        return challenging(response(await pages(page)))
      }
    }
  }

  private func guest(_ request: Request, _ context: ConnectionContext) async -> WireGuest? {
    await listener.door(
      WireVisitor(
        certificateName: await context.identity(), isAskedForCertificate: listener.tls?.clientAuthority != nil,
        token: listener.token == nil ? bearer(request) : nil))
  }

  private func bearer(_ request: Request) -> Secret? {
    let words = (request.headers[.authorization] ?? "").split(separator: " ", maxSplits: 1)
    guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
    return Secret(words[1].utf8)
  }

  private func permits(_ request: Request) -> Bool {
    guard let token = listener.token else { return true }
    return bearer(request) == token
  }

  private var unauthorized: Response {
    challenging(text("no valid bearer token in the Authorization header\n", .unauthorized))
  }

  // As Cosmian says it.
  private var unproven: Response { challenging(text("No authentication provided.", .unauthorized)) }

  private func challenging(_ response: Response) -> Response {
    guard response.status == .unauthorized else { return response }
    var response = response
    response.headers[.wwwAuthenticate] = "Bearer"
    return response
  }

  private func encoding(of request: Request) -> WireEncoding? {
    let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.filter { $0 != " " }.lowercased() }
    return switch type {
    case "application/json": .json
    case "application/octet-stream": .binary
    case "text/xml", "application/xml": .xml
    default: nil
    }
  }
}

/// Bytes of what is posted besides messages.
private let pageLimit = 1 << 20

private func response(_ answer: WireAnswer) -> Response {
  let status = (200...599).contains(answer.httpStatus) ? answer.httpStatus : 500
  return Response(
    status: .init(code: status), headers: [.contentType: answer.contentType],
    body: .init(byteBuffer: ByteBuffer(bytes: answer.bytes)))
}

private func text(_ body: String, _ status: HTTPResponse.Status = .ok) -> Response {
  Response(
    status: status, headers: [.contentType: "text/plain; charset=utf-8"],
    body: .init(byteBuffer: ByteBuffer(string: body)))
}

private func json(_ body: String) -> Response {
  Response(
    status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(string: body)))
}
