import KMIP
import KMIPClient

/// One write on its way: it is sent, and where no answer comes, looked for at the server before it is sent again.
struct Delivery: Sendable {
  static let sends = 5

  let client: Client
  let correlation: Correlation
  let observer: Exchange.Observer
  /// Attributes as they were before, by identifier.
  let before: [String: String]
  /// True if an earlier part of the run may have sent it.
  let mayHaveBeenSent: Bool
  /// How long a request without an answer may still be at work on a server that cannot tell two of them apart.
  let settling: [Duration]

  func perform<Request: KMIP.Operation>(_ request: Request) async throws -> Request.Response {
    let profile = try await client.profile()
    let request =
      (request as? any Making).map { Self.claimed($0, correlation, profile) as? Request ?? request } ?? request
    var doubt: ClientError?
    var isDoubtful = mayHaveBeenSent
    for send in 1... {
      if isDoubtful,
        let response = try await settled(request, profile, after: doubt, pauses: pauses(for: request, profile))
      {
        return response
      }
      do {
        return try await client.perform(request, correlation: correlation.text, observer: observer)
      } catch let error as ClientError {
        // A request before this one may still be on its way, whatever became of this one.
        let error = isDoubtful ? error.inDoubt : error
        guard error.applied == .unknown, error.isSent, send < Self.sends, !Task.isCancelled else { throw error }
        (doubt, isDoubtful) = (error, true)
      } catch let failure as OperationFailure where isDoubtful {
        return try await response(to: request, refusedWith: failure, profile, after: doubt)
      }
    }
    throw CancellationError()
  }

  /// The request before may have come through in the meantime, and be what this one was refused for.
  private func response<Request: KMIP.Operation>(
    to request: Request, refusedWith failure: OperationFailure, _ profile: ServerProfile, after doubt: ClientError?
  ) async throws -> Request.Response {
    let isThere = request is any Making && failure.reason == .objectAlreadyExists
    let pauses = isThere ? settling : []
    if let response = try await settled(request, profile, after: doubt, pauses: pauses) { return response }
    guard isThere, profile.honoursClientIdentifiers else { throw failure }
    throw Parked(why: "the server has it already, and does not show it", attempts: doubt?.attempts ?? 0)
  }

  private static func claimed<Request: Making>(
    _ request: Request, _ correlation: Correlation, _ profile: ServerProfile
  ) -> any Making {
    request.claimed(by: correlation, profile)
  }

  /// The response to an earlier sending; nothing if there was none that came through.
  private func settled<Request: KMIP.Operation>(
    _ request: Request, _ profile: ServerProfile, after doubt: ClientError?, pauses: [Duration]
  ) async throws -> Request.Response? {
    do {
      for pause in [Duration.zero] + pauses {
        if pause > .zero { try await Task.sleep(for: pause) }
        switch try await resolution(of: request, profile) {
        case .applied(let response): return response
        case .notApplied: continue
        case .unknown(let why): throw Parked(why: why, attempts: doubt?.attempts ?? 0)
        }
      }
      return nil
    } catch let error as ClientError {
      throw doubt ?? error.inDoubt
    } catch is CancellationError {
      throw doubt ?? ClientError(.cancelled, "cancelled", isSent: true, applied: .unknown, attempts: 0)
    } catch let failure as OperationFailure {
      throw Parked(why: "the server refused to tell: \(failure.reason.name)", attempts: doubt?.attempts ?? 0)
    }
  }

  // A second request for an identifier that is taken is refused; elsewhere the first one is given time.
  private func pauses<Request>(for request: Request, _ profile: ServerProfile) -> [Duration] {
    switch request {
    case is any Making, is ReKey, is ReKeyKeyPair: profile.honoursClientIdentifiers ? [] : settling
    case is ReCertify: settling
    default: []
    }
  }

  private func resolution<Request: KMIP.Operation>(
    of request: Request, _ profile: ServerProfile
  ) async throws -> Resolution<Request.Response> {
    let evidence = Evidence(client: client, profile: profile, correlation: correlation, before: before)
    guard let request = request as? any Resolvable else { return Self.nobodyCanTell(Request.code) }
    return try await Self.resolution(of: request, evidence) as? Resolution<Request.Response>
      ?? Self.nobodyCanTell(Request.code)
  }

  private static func resolution<Request: Resolvable>(
    of request: Request, _ evidence: Evidence
  ) async throws -> any Sendable {
    try await request.resolution(evidence)
  }

  private static func nobodyCanTell<Response>(_ operation: OperationCode) -> Resolution<Response> {
    .unknown("what \(operation.name) did cannot be read at the server")
  }
}

extension ClientError {
  /// Of a request that an earlier one like it stands behind.
  fileprivate var inDoubt: ClientError {
    var error = self
    error.applied = .unknown
    return error
  }
}

/// A write of which nobody can tell whether it was done: a person has to look.
struct Parked: Error {
  let why: String
  let attempts: Int
}
