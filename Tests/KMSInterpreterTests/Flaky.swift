import KMSInterpreter
import KMSSyntax
import Synchronization

/// Commands that fail as often as they are told, or hang until they are cancelled.
final class Flaky: Sendable {
  private let calls = Mutex<[String: Int]>([:])
  private let alarm = Alarm()

  /// A timeout's time is up when something hangs.
  var time: FakeTime { FakeTime(alarm: alarm) }

  var table: CommandTable {
    CommandTable(
      FakeCommands.table.all + [
        Command(
          "flaky", "fails at first", effect: .write,
          parameters: [
            CommandParameter("name", .text, .positional, required: true, help: "which"),
            CommandParameter("failures", .int, .positional, required: true, help: "how often it fails"),
          ]
        ) { [self] invocation in
          let name = invocation.arguments.text("name") ?? ""
          let count = calls.withLock { calls in
            calls[name, default: 0] += 1
            return calls[name, default: 0]
          }
          guard count > invocation.arguments.int("failures") ?? 0 else {
            throw Failure(.refused, Diagnostic(.itemNotFound, "\(name) is not there yet"))
          }
          return .text("\(name) \(count)")
        },
        Command("hang", "hangs", effect: .write) { [alarm] _ in
          try await alarm.hang()
          return .none
        },
        Command("hang-in-doubt", "hangs, and then nobody knows", effect: .write) { [alarm] _ in
          do { try await alarm.hang() } catch {
            throw Failure(.inDoubt, Diagnostic(.inDoubt, "no answer came"))
          }
          return .none
        },
      ], reasons: FakeCommands.table.reasons)
  }
}

final class Counter: Sendable {
  private let count = Mutex<Int64>(0)

  func next() -> Int64 {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
