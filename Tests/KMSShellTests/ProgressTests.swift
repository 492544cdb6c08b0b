import KMSInterpreter
import KMSShell
import Synchronization
import Testing

@Suite struct ProgressTests {
  /// Seconds that only the test moves.
  private final class Clock: Sendable {
    private let now = Mutex<Int64>(0)
    @Sendable func read() -> Int64 { now.withLock { $0 } }
    func advance(_ milliseconds: Int64) { now.withLock { $0 += milliseconds * 1000 } }
  }

  private let clock = Clock()
  private let paper = Paper()
  private let loop = Progress.Loop(key: "3", name: "key")

  private func line(isTerminal: Bool, width: Int = 80) -> ProgressLine {
    ProgressLine(isTerminal: isTerminal, color: false, width: { width }, clock: clock.read, write: paper.write)
  }

  @Test func aTerminalHasOneLineThatGoesAwayAtTheEnd() {
    let line = line(isTerminal: true, width: 120)
    line.note(.stepBegan("rotate"))
    line.note(.loopBegan(loop, total: 500))
    clock.advance(420_000)
    line.note(.loop(loop, .init(done: 420, failed: 3, skipped: 2, inDoubt: 0, total: 500)))
    line.note(.loop(loop, .init(done: 421, failed: 3, skipped: 2, inDoubt: 0, total: 500)))
    clock.advance(100)
    line.note(.loop(loop, .init(done: 422, failed: 3, skipped: 2, inDoubt: 1, total: 500)))
    line.note(.loopEnded(loop))
    line.note(.stepEnded("rotate", succeeded: true))
    #expect(
      paper.text == """
        ▸ rotate
        \r\u{1b}[Krotate  420/500 done  3 failed  2 skipped  80 left  1.0/s  1m20s to go\
        \r\u{1b}[Krotate  422/500 done  3 failed  2 skipped  1 in doubt  78 left  1.0/s  1m18s to go\
        \r\u{1b}[K✓ rotate  7m00s

        """)
  }

  @Test func elsewhereALineComesEveryTenSeconds() {
    let line = line(isTerminal: false)
    line.note(.loopBegan(loop, total: 4))
    for done in 1...4 {
      clock.advance(6000)
      line.note(.loop(loop, .init(done: done, failed: 0, skipped: 0, inDoubt: 0, total: 4)))
    }
    line.note(.loopEnded(loop))
    #expect(paper.text == "for $key  2/4 done  2 left  10/min  12s to go\nfor $key  4/4 done\nfor $key  4/4 done\n")
  }

  @Test func aShortLoopSaysNothingElsewhere() {
    let line = line(isTerminal: false)
    line.note(.loopBegan(loop, total: 2))
    line.note(.loop(loop, .init(done: 2, failed: 0, skipped: 0, inDoubt: 0, total: 2)))
    line.note(.loopEnded(loop))
    #expect(paper.text == "")
  }

  @Test func aFailedStepIsMarked() {
    let line = line(isTerminal: false)
    line.note(.stepBegan("a\u{1b}[2Jb"))
    clock.advance(1500)
    line.note(.stepEnded("a\u{1b}[2Jb", succeeded: false))
    #expect(paper.text == "▸ a\\u{1b}[2Jb\n✗ a\\u{1b}[2Jb  1.5s\n")
  }

  @Test func otherOutputTakesTheLineAway() {
    let line = line(isTerminal: true, width: 17)
    line.note(.loopBegan(loop, total: 9))
    line.note(.loop(loop, .init(done: 1, failed: 0, skipped: 0, inDoubt: 0, total: 9)))
    line.clear()
    line.clear()
    #expect(paper.text == "\r\u{1b}[Kfor $key  1/9 d…\r\u{1b}[K")
  }

  @Test func theOutermostLoopIsShownWhateverThoseInsideSay() {
    let line = line(isTerminal: true)
    let inner = [Progress.Loop(key: "3/1/2", name: "x"), Progress.Loop(key: "3/2/2", name: "x")]
    line.note(.loopBegan(loop, total: 3))
    inner.forEach { line.note(.loopBegan($0, total: 3)) }
    line.note(.loop(inner[0], .init(done: 1, total: 3)))
    line.note(.loop(loop, .init(done: 1, total: 3)))
    line.note(.loopEnded(inner[0]))
    clock.advance(500)
    line.note(.loop(inner[1], .init(done: 2, total: 3)))
    #expect(paper.text.hasSuffix("for $key  1/3 done  2 left"))
    line.note(.loopEnded(inner[1]))
    clock.advance(500)
    line.note(.loop(loop, .init(done: 2, total: 3)))
    #expect(paper.text.hasSuffix("for $key  2/3 done  1 left  2.0/s  1s to go"))
  }

  @Test(arguments: [
    (done: 2504, seconds: 10, text: "250/s"), (199, 20, "10/s"), (99, 10, "9.9/s"), (5, 10, "30/min"),
    (10, 1000, "36/h"),
  ])
  func aRateHasAUnitThatSuits(done: Int, seconds: Int64, text: String) {
    let line = line(isTerminal: true)
    line.note(.loopBegan(loop, total: 9000))
    clock.advance(seconds * 1000)
    line.note(.loop(loop, .init(done: done, total: 9000)))
    #expect(paper.text.contains("  \(text)  "), "\(paper.text)")
  }
}
