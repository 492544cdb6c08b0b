import KMSInterpreter
import KMSSyntax
import LineEditor
import Synchronization

/// What Ctrl-C and the signals that ask to leave do while something runs.
final class Interruption: Sendable {
  private enum Stage: Sendable { case running, draining, cancelled }

  private let say: @Sendable (String) -> Void
  private let what: String
  private let drain: Drain
  private let stage = Mutex(Stage.running)

  init(say: @escaping @Sendable (String) -> Void, what: String, drain: Drain) {
    self.say = say
    self.what = what
    self.drain = drain
  }

  var isAsked: Bool { stage.withLock { $0 != .running } }

  /// Whether what runs is to be cancelled: not at the first signal in a loop, whose items come to their end. A terminal
  /// that closed asks at once for what a second signal asks for, as nobody is left to send one.
  @Sendable func note(_ signal: Signal, _: Int) -> Bool {
    let (earlier, stage) = stage.withLock { stage in
      let earlier = stage
      stage = earlier == .running && signal != .hangUp && drain.request() ? .draining : .cancelled
      return (earlier, stage)
    }
    guard stage == .cancelled else {
      say("\nstopping: items under way come to their end, none is started; \(signal.again) cancels them\n")
      return false
    }
    say(earlier == .cancelled ? waiting : "\ncancelling: nothing further is sent\n")
    return true
  }

  private var waiting: String {
    let first = what.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    let shown = SafeText.shortened(SafeText.line(first), to: 60)
    return
      "\nstill waiting for the answer to what was sent by: \(shown)\nwithout it nobody can say whether the KMS was changed\n"
  }
}

extension Signal {
  fileprivate var again: String { self == .interrupt ? "Ctrl-C again" : "a second signal" }
}
