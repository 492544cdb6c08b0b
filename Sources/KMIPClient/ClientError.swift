/// Why there is no answer to a request, or none that can be understood.
public struct ClientError: Error, Hashable, Sendable {
  public typealias Phase = TransportError.Phase

  /// What the request did to the server's objects.
  public enum Applied: Hashable, Sendable { case no, unknown }

  public var phase: Phase
  public var message: String
  public var hint: String?
  /// True if the server may have had the whole request.
  public var isSent: Bool
  public var applied: Applied
  public var attempts: Int

  public init(
    _ phase: Phase, _ message: String, hint: String? = nil, isSent: Bool, applied: Applied, attempts: Int
  ) {
    self.phase = phase
    self.message = message
    self.hint = hint
    self.isSent = isSent
    self.applied = applied
    self.attempts = attempts
  }

  init(_ error: TransportError, changes: Bool, attempts: Int) {
    self.init(
      error.phase, error.message, hint: error.hint, isSent: !error.isUnsent,
      applied: changes && !error.isUnsent ? .unknown : .no, attempts: attempts)
  }
}

extension ClientError: CustomStringConvertible {
  public var description: String { message + "; " + consequence }

  /// What became of the objects on the server, for a person.
  public var consequence: String {
    switch applied {
    case .no: "nothing was changed on the server"
    case .unknown: "whether the server did it is not known"
    }
  }
}
