public import KMSInterpreter
import Synchronization

/// Steps and loops on standard error: at a terminal one line that changes in place, elsewhere a line now and then.
public final class ProgressLine: Sendable {
  private let isTerminal: Bool
  private let style: Style
  private let width: @Sendable () -> Int
  private let clock: Interpreter.Clock
  private let write: @Sendable (String) -> Void
  private let state = Mutex(State())

  private struct State {
    var steps: [(title: String, began: Int64)] = []
    var loop: LoopStatus?
    var isDrawn = false
    var lastDrawn: Int64?
  }

  /// - Parameter clock: microseconds that never go back.
  public init(
    isTerminal: Bool, color: Bool, width: @escaping @Sendable () -> Int = { 80 },
    clock: @escaping Interpreter.Clock = Interpreter.monotonicClock, write: @escaping @Sendable (String) -> Void
  ) {
    self.isTerminal = isTerminal
    style = Style(color: color)
    self.width = width
    self.clock = clock
    self.write = write
  }

  public func note(_ progress: Progress) {
    let now = clock()
    state.withLock { state in
      switch progress {
      case .stepBegan(let title): beginStep(title, now, &state)
      case .stepEnded(let title, let succeeded): endStep(title, succeeded, now, &state)
      case .loopBegan(let loop, let total):
        if state.loop == nil { state.loop = LoopStatus(loop, total: total, at: now) }
      case .loop(let loop, let count):
        state.loop?.update(loop, count)
        if isDue(now, state) { draw(now, &state) }
      case .loopEnded(let loop): if loop == state.loop?.loop { endLoop(now, &state) }
      }
    }
  }

  /// Takes the line away, so that something else may be written; the next event draws it again.
  public func clear() {
    state.withLock { state in
      erase(&state)
      if isTerminal { state.lastDrawn = nil }
    }
  }

  private func beginStep(_ title: String, _ now: Int64, _ state: inout State) {
    erase(&state)
    state.steps.append((title, now))
    write(style.bold("▸ " + SafeText.line(title)) + "\n")
  }

  private func endStep(_ title: String, _ succeeded: Bool, _ now: Int64, _ state: inout State) {
    erase(&state)
    let step = state.steps.lastIndex { $0.title == title }.map { state.steps.remove(at: $0) }
    let took = step.map { "  \(Elapsed(milliseconds: (now &- $0.began) / 1000))" } ?? ""
    let mark = succeeded ? style.green("✓") : style.red("✗")
    write("\(mark) \(SafeText.line(title))\(style.dim(took))\n")
  }

  private func endLoop(_ now: Int64, _ state: inout State) {
    if !isTerminal, state.lastDrawn != nil { draw(now, &state) }
    erase(&state)
    (state.loop, state.lastDrawn) = (nil, nil)
  }

  /// Ten times a second at a terminal, else every ten seconds from the loop's start.
  private func isDue(_ now: Int64, _ state: State) -> Bool {
    let last = state.lastDrawn ?? (isTerminal ? nil : state.loop?.began)
    return last.map { now &- $0 >= (isTerminal ? 100_000 : 10_000_000) } ?? true
  }

  private func draw(_ now: Int64, _ state: inout State) {
    guard let status = state.loop else { return }
    let title = SafeText.line(state.steps.last?.title ?? "for $\(status.loop.name)")
    let text = "\(title)  \(status.text(at: now))"
    write(isTerminal ? "\r\u{1b}[K" + SafeText.shortened(text, to: max(10, width() - 1)) : text + "\n")
    (state.isDrawn, state.lastDrawn) = (isTerminal, now)
  }

  private func erase(_ state: inout State) {
    if state.isDrawn { write("\r\u{1b}[K") }
    state.isDrawn = false
  }
}
