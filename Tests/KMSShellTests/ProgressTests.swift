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

  private func line(isTerminal: Bool, width: Int = 80) -> ProgressLine {
    ProgressLine(isTerminal: isTerminal, color: false, width: { width }, clock: clock.read, write: paper.write)
  }

  @Test func aTerminalHasOneLineThatGoesAwayAtTheEnd() {
    let line = line(isTerminal: true)
    line.note(.stepBegan("rotate"))
    line.note(.loopBegan(total: 500))
    clock.advance(420_000)
    line.note(.loop(done: 420, failed: 3, skipped: 2, inDoubt: 0, total: 500))
    line.note(.loop(done: 421, failed: 3, skipped: 2, inDoubt: 0, total: 500))
    clock.advance(100)
    line.note(.loop(done: 422, failed: 3, skipped: 2, inDoubt: 1, total: 500))
    line.note(.loopEnded)
    line.note(.stepEnded("rotate", succeeded: true))
    #expect(
      paper.text == """
        ▸ rotate
        \r\u{1b}[Krotate  420/500 done  3 failed  2 skipped  1m20s left\
        \r\u{1b}[Krotate  422/500 done  3 failed  2 skipped  1 in doubt  1m18s left\
        \r\u{1b}[K✓ rotate  7m00s

        """)
  }

  @Test func elsewhereALineComesEveryTenSeconds() {
    let line = line(isTerminal: false)
    line.note(.loopBegan(total: 4))
    for done in 1...4 {
      clock.advance(6000)
      line.note(.loop(done: done, failed: 0, skipped: 0, inDoubt: 0, total: 4))
    }
    line.note(.loopEnded)
    #expect(paper.text == "for  2/4 done  12s left\nfor  4/4 done\nfor  4/4 done\n")
  }

  @Test func aShortLoopSaysNothingElsewhere() {
    let line = line(isTerminal: false)
    line.note(.loopBegan(total: 2))
    line.note(.loop(done: 2, failed: 0, skipped: 0, inDoubt: 0, total: 2))
    line.note(.loopEnded)
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
    let line = line(isTerminal: true, width: 12)
    line.note(.loopBegan(total: 9))
    line.note(.loop(done: 1, failed: 0, skipped: 0, inDoubt: 0, total: 9))
    line.clear()
    line.clear()
    #expect(paper.text == "\r\u{1b}[Kfor  1/9 d…\r\u{1b}[K")
  }

  @Test func theOutermostLoopIsShown() {
    let line = line(isTerminal: true)
    line.note(.loopBegan(total: 9))
    line.note(.loopBegan(total: 2))
    line.note(.loop(done: 1, failed: 0, skipped: 0, inDoubt: 0, total: 2))
    line.note(.loopEnded)
    clock.advance(200)
    line.note(.loop(done: 1, failed: 0, skipped: 0, inDoubt: 0, total: 9))
    #expect(paper.text.hasSuffix("for  1/9 done") && !paper.text.contains("1/2"))
  }
}
