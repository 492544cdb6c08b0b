import KMSInterpreter
import KMSSyntax
import LineEditor

/// What Ctrl-C says while something runs.
struct Interruption: Sendable {
  let say: @Sendable (String) -> Void
  let what: String
  let drain: Drain

  /// Whether what runs is to be cancelled: not at the first Ctrl-C in a loop, whose items come to their end.
  @Sendable func note(_ signal: Signal, _ count: Int) -> Bool {
    guard signal == .interrupt else { return true }
    if count == 1, drain.request() {
      say("\nstopping: items under way come to their end, none is started; Ctrl-C again cancels them\n")
      return false
    }
    say(count <= 2 ? "\ncancelling: nothing further is sent\n" : waiting)
    return true
  }

  private var waiting: String {
    let first = what.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    let shown = SafeText.shortened(SafeText.line(first), to: 60)
    return
      "\nstill waiting for the answer to what was sent by: \(shown)\nwithout it nobody can say whether the KMS was changed\n"
  }
}
