import CLibPQ
import Glibc

/// A connection to a PostgreSQL server, made when it is first needed and again after it broke.
///
/// Statements whose answer nobody waits for are held back and sent with the next one that somebody does wait for, in
/// one round trip (pipeline mode). After any error the connection is given up: nothing half done can be gone on from.
final class PostgresConnection {
  struct Statement {
    let sql: String
    let values: [StoreValue]
    /// Whether it is run often enough to be kept prepared.
    let isKept: Bool
  }

  let address: PostgresAddress
  /// How many seconds to wait for another writer's transaction.
  let patience: Double
  /// Whether a server that does not answer is given up; a long query's answer is waited for.
  private let isWritable: Bool
  /// Asked while waiting for the server.
  var isInterrupted: () -> Bool = { false }
  /// Counts the connections made: what a session holds is gone with it.
  private(set) var generation = 0
  private var handle: OpaquePointer?
  private var pending: [Statement] = []
  private var prepared: [String: String] = [:]
  private var cursors = 0
  private var isInTransaction = false

  init(_ address: PostgresAddress, patience: Double, isWritable: Bool) {
    self.address = address
    self.patience = patience
    self.isWritable = isWritable
  }

  deinit { PQfinish(handle) }

  func close() {
    PQfinish(handle)
    handle = nil
    prepared = [:]
    pending = []
    isInTransaction = false
  }

  /// Runs `body` between `opening` and a commit that the server confirmed.
  func transaction<T>(opening: [Statement], _ body: () throws -> T) throws -> T {
    do {
      try connect()
      isInTransaction = true
      pending += opening
      let value = try body()
      guard isInTransaction else { throw lost("the connection broke in a transaction") }
      hold("COMMIT", kept: false)
      guard try flush()?.tag == "COMMIT" else { throw lost("the server did not commit") }
      isInTransaction = false
      return value
    } catch {
      close()
      throw error
    }
  }

  func hold(_ sql: String, _ values: [StoreValue] = [], kept: Bool = true) {
    pending.append(Statement(sql: sql, values: values, isKept: kept))
  }

  /// Sends what was held back; the answer to the last of it.
  @discardableResult
  func flush() throws -> PostgresResult? {
    let statements = pending
    pending = []
    if statements.isEmpty { return nil }
    do {
      let handle = try connected()
      return try exchange(statements, handle)
    } catch {
      close()
      throw error
    }
  }

  /// Runs statements that take no values, one after the other.
  func script(_ sql: String) throws {
    try flush()
    let handle = try connected()
    guard PQsendQuery(handle, sql) == 1 else { throw lost() }
    var failure: PostgresResult?
    while let result = try nextResult(handle) { if result.status == PGRES_FATAL_ERROR { failure = result } }
    if let failure { throw AuditError(failure, address) }
  }

  func nextCursorName() -> String {
    cursors += 1
    return "cursor\(cursors)"
  }

  private func connected() throws -> OpaquePointer {
    if let handle { return handle }
    if isInTransaction { throw lost("the connection broke in a transaction") }
    try connect()
    guard let handle else { throw lost() }
    return handle
  }

  /// Makes the connection unless there is one that the server still has, too.
  func connect() throws {
    if let handle, !isInTransaction, isGone(handle) { close() }
    if handle != nil { return }
    var words = address.defaults.map { ($0.key, $0.value) }
    words.append(("dbname", address.url))
    handle = withStrings(words.map(\.0)) { keys in
      withStrings(words.map(\.1)) { values in PQconnectdbParams(keys, values, 1) }
    }
    generation += 1
    do {
      guard let handle, PQstatus(handle) == CONNECTION_OK else { throw lost() }
      try prepareSession()
    } catch {
      close()
      throw error
    }
  }

  /// A server that went away left the end of its stream to read.
  private func isGone(_ handle: OpaquePointer) -> Bool {
    var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, 0) != 0 else { return false }
    return PQconsumeInput(handle) != 1 || PQstatus(handle) != CONNECTION_OK
  }

  /// Makes sure that what is committed is durable, and that waiting has an end.
  private func prepareSession() throws {
    hold(
      """
      SELECT current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync,
        set_config('lock_timeout', ?, false), set_config('client_min_messages', 'error', false),
        set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') IN ('off', 'local')
          THEN 'on' ELSE current_setting('synchronous_commit') END, false),
        set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
        set_config('tcp_keepalives_count', '3', false)
      """, [.text(String(Int(max(1, min(patience * 1000, 2_000_000_000)))))], kept: false)
    let row = try flush()?.rows.first
    if let encoding = row?.text("encoding"), encoding != "UTF8" {
      throw AuditError.cannotOpen(
        path: address.description, cause: "the database's encoding is \(encoding), it has to be UTF8")
    }
    if isWritable, row?.text("fsync") != "on" {
      throw AuditError.cannotOpen(
        path: address.description, cause: "its server runs with fsync off: nothing is durable")
    }
  }

  func lost(_ cause: String? = nil) -> AuditError {
    let words = cause ?? handle.map { String(cString: PQerrorMessage($0)) } ?? "out of memory"
    return .unreachable(path: address.description, cause: address.redacted(words))
  }

  private func exchange(_ statements: [Statement], _ handle: OpaquePointer) throws -> PostgresResult? {
    guard PQenterPipelineMode(handle) == 1 else { throw lost() }
    for statement in statements { try send(statement, handle) }
    guard PQpipelineSync(handle) == 1 else { throw lost() }
    let last = try answers(handle)
    guard PQexitPipelineMode(handle) == 1 else { throw lost() }
    return last
  }

  private func send(_ statement: Statement, _ handle: OpaquePointer) throws {
    let count = Int32(clamping: statement.values.count)
    let name = statement.isKept ? try prepare(statement.sql, handle) : nil
    let isSent = withStrings(statement.values.map(\.wireText)) { values in
      if let name { return PQsendQueryPrepared(handle, name, count, values, nil, nil, 0) }
      return PQsendQueryParams(handle, Self.numbered(statement.sql), count, nil, values, nil, nil, 0)
    }
    guard isSent == 1 else { throw lost() }
  }

  private func prepare(_ sql: String, _ handle: OpaquePointer) throws -> String {
    if let name = prepared[sql] { return name }
    let name = "kmsh\(prepared.count)"
    guard PQsendPrepare(handle, name, Self.numbered(sql), 0, nil) == 1 else { throw lost() }
    prepared[sql] = name
    return name
  }

  /// Reads to the end of the pipeline; the first error stands for all that was skipped after it.
  private func answers(_ handle: OpaquePointer) throws -> PostgresResult? {
    var last: PostgresResult?
    var failure: PostgresResult?
    var ends = 0
    while ends < 2 {
      guard let result = try nextResult(handle) else {
        ends += 1
        continue
      }
      ends = 0
      switch result.status {
      case PGRES_PIPELINE_SYNC:
        if let failure { throw AuditError(failure, address) }
        return last
      case PGRES_FATAL_ERROR:
        failure = failure ?? result
        if PQstatus(handle) != CONNECTION_OK { throw AuditError(result, address) }
      case PGRES_PIPELINE_ABORTED: break
      default: last = result
      }
    }
    throw lost("the server's answer is not whole")
  }

  /// Nothing at the end of a statement's answer.
  private func nextResult(_ handle: OpaquePointer) throws -> PostgresResult? {
    var waited: Int32 = 0
    while PQisBusy(handle) == 1 {
      var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
      if poll(&descriptor, 1, 200) > 0 {
        guard PQconsumeInput(handle) == 1 else { throw lost() }
        waited = 0
        continue
      }
      if isInterrupted() { throw CancellationError() }
      waited += 200
      if isWritable, Double(waited) > patience * 1000 + 20_000 { throw lost("the server does not answer") }
    }
    return PQgetResult(handle).map(PostgresResult.init)
  }

  /// PostgreSQL's parameters have numbers.
  private static func numbered(_ sql: String) -> String {
    var number = 0
    return sql.reduce(into: "") { text, character in
      if character == "?" {
        number += 1
        text += "$\(number)"
      } else {
        text.append(character)
      }
    }
  }
}
