public import AuditLog

/// What a session did, told from its records: each statement, item and key once, however often it was resumed.
public struct RunReport: Hashable, Sendable {
  /// Grows when a report of the same records would look otherwise.
  public static let format = 1

  public internal(set) var run: Run
  public internal(set) var parameters: [Parameter] = []
  public internal(set) var steps: [Step] = []
  public internal(set) var loops: [Loop] = []
  /// In the order they began.
  public internal(set) var statements: [Statement] = []
  public internal(set) var problems: [Problem] = []
  public internal(set) var keys: [KeyLife] = []

  /// - Parameters:
  ///   - records: All of one session, in order.
  ///   - sources: The texts of the script and its includes by name, for the code frames; a text that is not the one
  ///     that ran is left aside.
  public init(records: [Record], sources: [String: String] = [:]) {
    self = ReportBuilder(records, SourceTexts(sources)).report
  }

  init(run: Run) { self.run = run }
}

/// A script's parameter and the value it had.
public struct Parameter: Hashable, Sendable {
  public let name: String
  public let value: JSONValue
}

/// How something ended that a report lists.
public enum Outcome: String, CaseIterable, Sendable {
  case done, refused, failed
  case inDoubt = "in-doubt"
  case skipped, cancelled, rehearsed
  /// It began, and no record says how it ended.
  case unfinished
  case notStarted = "not-started"

  /// Whether the run is not clean because of it.
  var isBad: Bool {
    switch self {
    case .refused, .failed, .inDoubt, .unfinished: true
    case .done, .skipped, .cancelled, .rehearsed, .notStarted: false
    }
  }

  init(_ status: Entry.Status) {
    self =
      switch status {
      case .ok: .done
      case .refused: .refused
      case .failed: .failed
      case .inDoubt: .inDoubt
      case .skipped: .skipped
      case .cancelled: .cancelled
      case .rehearsed: .rehearsed
      }
  }
}
