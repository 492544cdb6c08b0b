public import AuditLog
import KMIP
import KMIPClient
import KMSInterpreter
import KMSSyntax
import Synchronization

/// Puts the statements of one session on record. What cannot be put on record is not done.
public final class Journal: Sendable {
  public let session: SessionID
  let store: AuditStore
  private let sources = SourceDigests()

  public init(session: SessionID, store: AuditStore) {
    self.session = session
    self.store = store
  }

  /// Says who and where; the first record of a session, and of each time it is taken up again.
  public func open(_ details: [String: JSONValue], isResumed: Bool = false) async throws {
    var entry = Entry(isResumed ? .resume : .open, in: session)
    entry.details = details
    try await append(entry)
  }

  /// Ends without an end to the session, which another process goes on with.
  public func leave() async throws {
    do { try await store.close() } catch { throw Failure(auditError: error) }
  }

  /// The last record of a session.
  public func close(exitStatus: Int32) async throws {
    var entry = Entry(.close, in: session)
    entry.details = ["exit_status": .int(Int64(exitStatus))]
    try await append(entry)
    do { try await store.close() } catch { throw Failure(auditError: error) }
  }

  /// Unique in the session: it ties a result to its intent and travels to the server.
  func correlation(of site: Site) -> String { site.key.isEmpty ? "\(session)/-" : "\(session)/\(site.key)" }

  func entry(_ kind: Entry.Kind, _ text: String, at site: Site) -> Entry {
    var entry = Entry(kind, in: session, statement: text)
    entry.source = Entry.Source(
      file: site.span.source.name, sha256: sources.digest(of: site.span.source), line: Int64(site.span.line),
      step: site.step, item: site.items.isEmpty ? nil : site.items.joined(separator: "."),
      attempt: site.attempt > 1 ? Int64(site.attempt) : nil)
    if !site.key.isEmpty { entry.details["key"] = .string(site.key) }
    if site.isAftermath { entry.details["aftermath"] = true }
    return entry
  }

  @discardableResult
  func append(_ entry: Entry) async throws -> AuditLog.Record {
    do { return try await store.append(entry) } catch { throw Failure(auditError: error) }
  }

  /// A write with an intent and a result of its own, below a statement's.
  func record<Response: Sendable>(
    _ operation: OperationCode, _ write: ProposedWrite, at site: Site, of correlation: String,
    before: [String: JSONValue], objects: [String], earlier: Past.Write?, _ body: () async throws -> Response
  ) async throws -> Response {
    var entry = Entry(.intent, in: session, statement: "\(operation.word) \(write.ids.joined(separator: " "))")
    entry.details = ["key": .string(site.key), "write": .int(Int64(write.number))]
    entry.operation = operation.name
    entry.operationID = correlation
    entry.entityIDs = write.ids
    entry.before = before.isEmpty ? nil : .object(before)
    // What goes with it, for when it can be read nowhere any more.
    if objects.count > 1 { entry.details["objects"] = .array(objects.map { .string($0) }) }
    if earlier == nil || earlier?.isOver == true { try await append(entry) }
    let isOnRecord = earlier?.status == .ok
    entry.kind = .result
    do {
      let response = try await body()
      entry.status = .ok
      if !isOnRecord { try await append(result: entry) }
      return response
    } catch let failure as Failure where failure.kind == .audit {
      throw failure
    } catch {
      entry.describe(error)
      if !isOnRecord { try await append(result: entry) }
      throw error
    }
  }

  private func append(result: Entry) async throws {
    do { try await append(result) } catch var failure as Failure {
      failure.diagnostic.notes.append(result.lastWords)
      throw failure
    }
  }
}

/// SHA-256 of the sources of late, made once.
private final class SourceDigests: Sendable {
  // The source is kept with its digest: another one may stand in the same place once it is gone.
  private let known = Mutex<[ObjectIdentifier: (source: Source, digest: String)]>([:])

  func digest(of source: Source) -> String {
    known.withLock { known in
      if let row = known[ObjectIdentifier(source)] { return row.digest }
      let digest = HashValue.of(Array(source.text.utf8)).description
      if known.count >= 64 { known.removeAll() }
      known[ObjectIdentifier(source)] = (source, digest)
      return digest
    }
  }
}

extension Entry {
  /// How a statement or an operation ended that did not succeed.
  mutating func describe(_ error: any Error) {
    switch error {
    case let failure as OperationFailure:
      (status, reason, message) = (.refused, failure.reason.name, failure.message)
    case let error as ClientError:
      status = error.applied == .unknown ? .inDoubt : error.phase == .cancelled ? .cancelled : .failed
      (reason, message) = (error.phase.rawValue, error.message)
      attempts = attempts ?? Int64(error.attempts)
    case let parked as Parked:
      (status, reason, message) = (.inDoubt, "parked", parked.why)
      attempts = attempts ?? Int64(parked.attempts)
    case let error as CommandError:
      (status, reason, message) = (.refused, error.code.description, error.message)
    case let failure as Failure:
      status = Status(failure.kind)
      (reason, message) = (failure.value.reason ?? failure.value.code, failure.diagnostic.message)
    case is CancellationError: status = .cancelled
    default: (status, message) = (.failed, "\(error)")
    }
  }
}

extension Entry.Status {
  fileprivate init(_ kind: Failure.Kind) {
    self =
      switch kind {
      case .refused, .denied, .changed: .refused
      case .assertion, .unreachable, .audit, .budgetExceeded: .failed
      case .inDoubt: .inDoubt
      case .cancelled: .cancelled
      }
  }
}
