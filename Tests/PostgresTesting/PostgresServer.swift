import CLibPQ
import Foundation
import Synchronization

/// A PostgreSQL server of the tests' own: on a socket in a folder that goes with it, and ended with this process.
public final class PostgresServer: Sendable {
  /// Nothing, and a printed line, on a machine without PostgreSQL.
  public static let shared: PostgresServer? = {
    guard let programs else {
      print("skipped: no PostgreSQL here (initdb, postgres)")
      return nil
    }
    do {
      return try PostgresServer(programs)
    } catch {
      print("skipped: PostgreSQL does not start: \(error)")
      return nil
    }
  }()

  private static let programs: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
    return (folders + versions.sorted().reversed().map { "/usr/lib/postgresql/\($0)/bin" }).first { folder in
      ["initdb", "postgres"].allSatisfy { FileManager.default.isExecutableFile(atPath: folder + "/" + $0) }
    }
  }()

  public let folder: String
  private let programs: String
  private let keeper = Mutex<Keeper?>(nil)
  private let schemas = Mutex(0)

  private convenience init(_ programs: String) throws {
    try self.init(programs, prepare: Self.initialise)
  }

  private init(_ programs: String, prepare: String) throws {
    self.programs = programs
    folder = NSTemporaryDirectory() + "kmsh-postgres-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    if getuid() == 0 { chown(folder, Self.nobody, Self.nobody) }
    let preparation = try Keeper(script: prepare, [programs, folder])
    guard preparation.isSuccessful else { throw ServerFailure(log: log) }
    try start()
  }

  /// A second server with the same data, to be killed.
  public func twin() throws -> PostgresServer {
    try PostgresServer(programs, prepare: "cp -R '\(folder)/fresh' \"$2/fresh\"")
  }

  private static let nobody: uid_t = 65534

  // A password is asked of one user only.
  private static let initialise = """
    set -e
    exec >"$2/log" 2>&1
    "$1/initdb" -D "$2/fresh" -U kmsh -A trust -E UTF8 --locale=C --no-sync --wal-segsize=1
    printf 'local all guarded scram-sha-256\\nlocal all all trust\\n' >"$2/fresh/pg_hba.conf"
    """

  // Ends when its input does: with the process that started it, however that ends.
  private static let serve = """
    exec >>"$2/log" 2>&1
    [ -d "$2/data" ] || cp -R "$2/fresh" "$2/data"
    "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c max_connections=400 -c shared_buffers=16MB -c max_wal_size=64MB -c min_wal_size=8MB &
    server=$!
    echo $server >"$2/pid"
    read -r word
    kill -QUIT $server 2>/dev/null
    wait $server
    [ "$word" = stay ] || rm -rf "$2"
    """

  private var log: String { (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "" }

  public func start() throws {
    for _ in 0..<40 {
      try? FileManager.default.removeItem(atPath: folder + "/pid")
      let keeper = try Keeper(script: Self.serve, [programs, folder], isKept: true)
      if answers() {
        self.keeper.withLock { $0 = keeper }
        return
      }
      keeper.say("stay")
    }
    throw ServerFailure(log: log)
  }

  /// As a crash does it; returns when nobody can be connected any more.
  public func kill() throws {
    let text = try String(contentsOfFile: folder + "/pid", encoding: .utf8)
    guard let pid = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) else { return }
    Foundation.kill(pid, SIGKILL)
    keeper.withLock { keeper in
      keeper?.say("stay")
      keeper = nil
    }
  }

  /// Waits until it lets a client in; not if it has ended.
  private func answers() -> Bool {
    for _ in 0..<500 {
      if (try? run("SELECT 1")) != nil { return true }
      let pid = (try? String(contentsOfFile: folder + "/pid", encoding: .utf8)).flatMap {
        pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines))
      }
      if let pid, Foundation.kill(pid, 0) != 0 { return false }
      usleep(20_000)
    }
    return false
  }

  public func url(user: String = "kmsh", password: String? = nil, schema: String = "public") -> String {
    let secret = password.map { ":" + $0 } ?? ""
    return "postgres://\(user)\(secret)@/postgres?host=\(folder)&options=-csearch_path%3D\(schema)"
  }

  /// Runs SQL.
  ///
  /// - Returns: The first column of the first row of its last answer.
  @discardableResult
  public func run(_ sql: String, on url: String? = nil) throws -> String? {
    let connection = PQconnectdb(url ?? self.url())
    defer { PQfinish(connection) }
    guard PQstatus(connection) == CONNECTION_OK else { throw failure(connection) }
    let result = PQexec(connection, sql)
    defer { PQclear(result) }
    guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else { throw failure(connection) }
    return PQntuples(result) > 0 ? PQgetvalue(result, 0, 0).map { String(cString: $0) } : nil
  }

  private func failure(_ connection: OpaquePointer?) -> ServerFailure {
    ServerFailure(log: (PQerrorMessage(connection).map { String(cString: $0) } ?? "out of memory") + log.suffix(2000))
  }

  /// The address of an empty schema.
  public func makeSchema() throws -> String {
    let number = schemas.withLock { count in
      count += 1
      return count
    }
    try run("CREATE SCHEMA store_\(number)")
    return url(schema: "store_\(number)")
  }
}

struct ServerFailure: Error {
  let log: String
}
