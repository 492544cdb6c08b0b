import Foundation
import KMSShell
import Testing

extension OneAtATime {
  @Suite struct BridgeTests {
    @Test func whatComesBackIsHandedOver() async {
      let value = await onItsOwnThread { Bridge.run { 42 } }
      #expect(value == 42)
    }

    @Test func interruptsCancelTheWorkAndAreCounted() async {
      let paper = Paper()
      let value = await onItsOwnThread {
        Bridge.run(onSignal: { _, count in
          paper.write("\(count) ")
          return true
        }) {
          kill(getpid(), SIGINT)
          let endless = AsyncStream<Void> { _ in }
          for await _ in endless {}
          return Task.isCancelled
        }
      }
      #expect(value == true)
      #expect(paper.text == "1 ")
    }
  }
}
