import KMSSyntax
import LineEditor

/// What Ctrl-C says while something runs.
struct Interruption: Sendable {
  let say: @Sendable (String) -> Void
  let what: String

  @Sendable func note(_ signal: Signal, _ count: Int) {
    guard signal == .interrupt else { return }
    say(count == 1 ? "\ncancelling: nothing further is sent\n" : waiting)
  }

  private var waiting: String {
    let first = what.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    let shown = SafeText.shortened(SafeText.line(first), to: 60)
    return
      "\nstill waiting for the answer to what was sent by: \(shown)\nwithout it nobody can say whether the KMS was changed\n"
  }
}
