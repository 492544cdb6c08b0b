/// What `kmsh explain` says about a code.
public struct Explanation: Sendable {
  public let code: DiagnosticCode
  public let title: String
  public let text: String

  init(_ code: DiagnosticCode, _ title: String, _ text: String) {
    self.code = code
    self.title = title
    self.text = text
  }

  /// Every code there is, in order.
  public static let all: [Explanation] =
    DiagnosticCode.parseRows
    + DiagnosticCode.checkRows
    + DiagnosticCode.evaluationRows
    + DiagnosticCode.refusalRows
    + DiagnosticCode.transportRows
    + DiagnosticCode.auditRows
    + DiagnosticCode.localRows
    + DiagnosticCode.planRows
}

extension DiagnosticCode {
  /// Reads `K0413`, `k413` or `413`.
  public init?(spelling: String) {
    let digits = spelling.first.map { "kK".contains($0) } == true ? spelling.dropFirst() : spelling[...]
    guard digits.count <= 4, digits.allSatisfy(\.isASCII), let number = Int(digits), number > 0 else { return nil }
    self.init(rawValue: number)
  }

  public var explanation: Explanation? { Explanation.all.first { $0.code == self } }
}
