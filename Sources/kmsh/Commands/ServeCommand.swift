import ArgumentParser
import KMIPClient
import KMIPServer
import KMIPTransport
import KMSShell
import KMSSyntax
import LineEditor
import Logging

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the embedded KMS to others.",
    discussion: """
      JSON, XML and binary over HTTP (/kmip/2_1, /kmip), binary over a TLS socket. SIGINT and SIGTERM let requests in \
      flight finish, for ten seconds. Keys whose rotation policy says so (set … rotate-interval=90d) are replaced \
      while it runs.

      Who a client is: the Common Name of its certificate (--client-ca), else the user of its bearer token (--token, \
      --api-token-id), else that of a message's username and password (--users). Objects are their maker's own; the \
      commands grant, ungrant and rights, and Cosmian's /access calls, share them. The configuration's section [serve] \
      has the same settings: api-token-id, tokens = { USER = "FILE" }, users, privileged-users = ["USER"], rate-limit.

      EXAMPLES:
        kmsh serve --http 127.0.0.1:42998
        kmsh serve --tls 127.0.0.1:42996 --cert server.pem --key server.key \\
          --client-ca ca.pem
        kmsh serve --http 127.0.0.1:42998 --token alice=alice.token \
          --token bob=bob.token --rate-limit 100
      """)

  @Option(help: ArgumentHelp("Listen for HTTP.", valueName: "host:port")) var http: String?
  @Option(help: ArgumentHelp("Listen for KMIP over TLS.", valueName: "host:port")) var tls: String?
  @Option(help: ArgumentHelp("The server's certificate chain (PEM).", valueName: "file")) var cert: String?
  @Option(help: ArgumentHelp("Its key (PEM).", valueName: "file")) var key: String?
  @Option(help: ArgumentHelp("Let in only clients with a certificate of these authorities.", valueName: "file"))
  var clientCa: String?
  @Option(help: ArgumentHelp("File with the bearer token that HTTP clients must send.", valueName: "file"))
  var tokenFile: String?
  @Option(help: ArgumentHelp("Where objects are kept; the embedded KMS's own folder if left out.", valueName: "folder"))
  var data: String?
  @OptionGroup var access: ServeOptions
  @Option(
    help: ArgumentHelp("How often to look for keys that are to be replaced; 0: never.", valueName: "seconds"))
  var rotationCheck: Int?
  @Flag(help: "HTTPS in place of HTTP, with the same certificate.") var https = false

  func validate() throws {
    guard http != nil || tls != nil else { throw ValidationError("nothing to listen on: give --http or --tls") }
    guard cert != nil || (tls == nil && !https) else {
      throw ValidationError("--tls and --https need --cert and --key")
    }
    guard tokenFile == nil || (access.apiTokenId == nil && access.tokens.isEmpty) else {
      throw ValidationError("--token-file is for one token that all share: it goes with no --token or --api-token-id")
    }
    guard rotationCheck ?? 0 >= 0 else { throw ValidationError("--rotation-check takes seconds; 0 for never") }
  }

  func run() throws {
    try report { workplace in
      let settings = try access.settings(workplace.configuration.serve)
      let server = try EmbeddedServer(
        folder: data ?? workplace.folders.keyStore,
        settings: AccessSettings(settings, environment: workplace.environment)
      ) { StandardStreams.error(Display.safe($0) + "\n") }
      let logger = Self.logger
      let (http, socket) = try listeners(workplace.environment, server, settings)
      warn(
        http, socket, asksForProof: settings.asksForProof,
        color: Terminal.supportsColor(2, environment: workplace.environment.variables))
      try await server.rotating(every: rotationCheck ?? settings.rotationCheckSeconds) {
        try await serve(http: http, socket: socket, logger: logger, respond: server.respond) { addresses in
          if let http = addresses.http {
            StandardStreams.error("listening on http\(self.https ? "s" : "")://\(http)\n")
          }
          if let socket = addresses.socket { StandardStreams.error("listening on kmips://\(socket)\n") }
        }
      }
      StandardStreams.error("stopped\n")
    }
  }

  private func listeners(
    _ environment: ProcessEnvironment, _ server: EmbeddedServer, _ settings: ServeSettings
  ) throws -> (http: HTTPListener?, socket: SocketListener?) {
    var (http, socket) = (try httpListener(environment), try socketListener())
    http?.door = server.door
    http?.pages = server.pages
    http?.rateLimit = settings.rateLimit
    socket?.door = server.door
    return (http, socket)
  }

  private static var logger: Logger {
    var logger = Logger(label: "kmsh") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .warning
    return logger
  }

  /// Says what others than this machine may do unasked.
  private func warn(_ http: HTTPListener?, _ socket: SocketListener?, asksForProof: Bool, color: Bool) {
    if let http, !http.endpoint.isLoopback {
      if http.token == nil, !asksForProof, http.tls?.clientAuthority == nil { warnOfStrangers(http.endpoint, color) }
      if http.tls == nil {
        StandardStreams.error(
          WarningText.text("keys travel in clear to and from \(http.endpoint)", hint: "add --https", color: color))
      }
    }
    if let socket, !socket.endpoint.isLoopback, !asksForProof, socket.tls.clientAuthority == nil {
      warnOfStrangers(socket.endpoint, color)
    }
  }

  private func warnOfStrangers(_ endpoint: Endpoint, _ color: Bool) {
    StandardStreams.error(
      WarningText.text(
        "whoever reaches \(endpoint) may use and destroy every key of the owner",
        hint: "let in only those with a token (--token-file, for HTTP) or a certificate (--client-ca)", color: color))
  }

  private func httpListener(_ environment: ProcessEnvironment) throws -> HTTPListener? {
    guard let http else { return nil }
    let token = try tokenFile.map { try SecretReader.token(.file($0), environment).read() } ?? nil
    return HTTPListener(
      try endpoint(http), tls: https ? try serverTLS() : nil, token: token,
      version: Kmsh.version + " (kmsh embedded KMS)")
  }

  private func socketListener() throws -> SocketListener? {
    guard let tls else { return nil }
    return SocketListener(try endpoint(tls, defaultPort: 5696), tls: try serverTLS())
  }

  private func serverTLS() throws -> ServerTLS {
    guard let cert else { throw ConfigurationError("--cert is missing") }
    return ServerTLS(identity: CertificateFiles(certificate: cert, key: key ?? cert), clientAuthority: clientCa)
  }

  private func endpoint(_ text: String, defaultPort: Int? = nil) throws -> Endpoint {
    guard let endpoint = Endpoint(text, defaultPort: defaultPort) else {
      throw ConfigurationError("\"\(text)\" is no place to listen", hint: "write host:port, such as 127.0.0.1:42998")
    }
    return endpoint
  }
}
