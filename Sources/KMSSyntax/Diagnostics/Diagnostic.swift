/// What is wrong, where, what became of the KMS, and what to do: the one shape of every message.
public struct Diagnostic: Error, Sendable {
  public enum Severity: String, Sendable { case error, warning, note }

  public var severity: Severity
  /// Stable, such as `K0102`; `kmsh explain` says more.
  public var code: DiagnosticCode
  public var message: String
  public var span: Span?
  /// Beside the caret.
  public var label: String?
  /// `= …` lines under the frame: what happened to the KMS.
  public var notes: [String]
  public var hint: String?

  public init(
    _ code: DiagnosticCode, _ message: String, at span: Span? = nil, severity: Severity = .error, label: String? = nil,
    notes: [String] = [], hint: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
    self.label = label
    self.notes = notes
    self.hint = hint
  }
}

/// The number of a kind of diagnostic. K01xx parse, K02xx check, K03xx evaluation, K04xx refused by a server,
/// K05xx transport, K06xx audit, K07xx local files and configuration, K08xx policies and plans.
public struct DiagnosticCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  public var description: String {
    let digits = String(rawValue)
    return "K" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
