import CLibPQ
import Glibc

/// Where a PostgreSQL server is and how to enter it: a URL with libpq's own parameters.
///
/// Unless the URL or `PGSSLMODE` says otherwise, the server's certificate and its name are verified wherever the
/// connection leaves this host. The password is libpq's matter: `.pgpass`, `PGPASSFILE`, or the URL.
public struct PostgresAddress: Hashable, Sendable, CustomStringConvertible {
  let url: String
  /// What libpq is told besides the URL, which has precedence.
  let defaults: [String: String]
  private let password: String?
  /// Without a password.
  public let description: String

  public static func isOne(_ text: String) -> Bool {
    text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
  }

  public init(_ url: String) throws {
    guard Self.isOne(url), let options = Self.options(url) else {
      throw AuditError.cannotOpen(path: "postgres://…", cause: "its address is not a PostgreSQL URL")
    }
    // libpq would take what follows the first @ for the host, and name it in its errors.
    guard url.drop(while: { $0 != ":" }).dropFirst(3).prefix(while: { $0 != "/" && $0 != "?" }).count({ $0 == "@" }) < 2
    else {
      throw AuditError.cannotOpen(
        path: "postgres://…", cause: "its address has more than one @: write %40 in a password")
    }
    self.url = url
    password = options["password"]
    description = Self.description(options)
    defaults = Self.defaults(options)
  }

  private static func options(_ url: String) -> [String: String]? {
    guard let list = PQconninfoParse(url, nil) else { return nil }
    defer { PQconninfoFree(list) }
    var options: [String: String] = [:]
    var next = list
    while let keyword = next.pointee.keyword {
      if let value = next.pointee.val { options[String(cString: keyword)] = String(cString: value) }
      next += 1
    }
    return options
  }

  private static func description(_ options: [String: String]) -> String {
    var text = "postgres://"
    if let user = options["user"] { text += user + "@" }
    text += options["host"] ?? options["hostaddr"] ?? ""
    if let port = options["port"] { text += ":" + port }
    return text + "/" + (options["dbname"] ?? options["user"] ?? "")
  }

  private static func defaults(_ options: [String: String]) -> [String: String] {
    var defaults = [
      "connect_timeout": "10", "application_name": "kmsh", "client_encoding": "UTF8", "keepalives_idle": "10",
      "keepalives_interval": "5", "keepalives_count": "3", "tcp_user_timeout": "30000",
    ]
    let isChosen = options["sslmode"] != nil || options["service"] != nil || getenv("PGSSLMODE") != nil
    if !isChosen, !isLocal(options) { defaults["sslmode"] = "verify-full" }
    return defaults
  }

  private static func isLocal(_ options: [String: String]) -> Bool {
    let hosts =
      options["hostaddr"] ?? options["host"] ?? environment("PGHOSTADDR") ?? environment("PGHOST") ?? ""
    return hosts.split(separator: ",").allSatisfy { host in
      host.hasPrefix("/") || host.hasPrefix("@") || ["localhost", "127.0.0.1", "::1"].contains(host)
    }
  }

  private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// libpq's words on one line, with no password in them.
  func redacted(_ text: String) -> String {
    var line = text.split(whereSeparator: \.isNewline).map { $0.drop { $0.isWhitespace } }.joined(separator: "; ")
    for secret in [password, Self.environment("PGPASSWORD")] {
      if let secret, !secret.isEmpty { line = line.replacing(secret, with: "•••") }
    }
    return line
  }
}

extension Collection {
  fileprivate func count(_ isCounted: (Element) -> Bool) -> Int { reduce(0) { $0 + (isCounted($1) ? 1 : 0) } }
}
