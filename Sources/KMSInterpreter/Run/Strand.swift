import Synchronization

/// Statements that run one after the other: a script, or one attempt at one item of a loop.
///
/// They do the same in the same order whenever the run is taken up again, so that counting them names them.
final class Strand: Sendable {
  let path: String
  /// What an attempt before this one has left behind.
  private let earlier: StrandMemory
  private let state = Mutex(State())

  private struct State {
    var count = 0
    var memory = StrandMemory()
    var failedChecks: [String] = []
  }

  /// - Parameter earlier: The attempt before this one, whose calls are not made again but for the one that failed it.
  init(path: String = "", after earlier: Strand? = nil) {
    self.path = path
    self.earlier = earlier?.state.withLock { $0.memory.beforeFailure } ?? StrandMemory()
  }

  /// How many events there were so far.
  var count: Int { state.withLock { $0.count } }

  /// What `check` found in it.
  var failedChecks: [String] { state.withLock { $0.failedChecks } }

  func note(failedChecks: [String]) {
    guard !failedChecks.isEmpty else { return }
    state.withLock { $0.failedChecks += failedChecks }
  }

  func nextKey() -> String {
    let number = state.withLock { state in
      state.count += 1
      return state.count
    }
    return path.isEmpty ? "\(number)" : "\(path)/\(number)"
  }

  /// What the same call came to in an earlier attempt.
  func recall(_ key: String, text: String, line: Int) -> Result<Value, Failure>? {
    guard let number = Self.number(key), let call = earlier.calls[number] else { return nil }
    guard call.text == text, call.line == line else { return nil }
    state.withLock { $0.memory.calls[number] = call }
    return call.result
  }

  func remember(_ call: StrandMemory.Call, at key: String) {
    guard let number = Self.number(key) else { return }
    state.withLock { $0.memory.calls[number] = call }
  }

  /// What an earlier attempt made of an item of the loop that began at `key`.
  func recall(item index: Int, label: String, ofLoopAt key: String) -> StrandMemory.Item? {
    guard let item = Self.number(key).flatMap({ earlier.items[.init(loop: $0, index: index)] }) else { return nil }
    return item.record.label == label ? item : nil
  }

  func remember(_ item: StrandMemory.Item, ofLoopAt key: String) {
    guard let number = Self.number(key) else { return }
    state.withLock { $0.memory.items[.init(loop: number, index: item.record.index)] = item }
  }

  /// The calls behind event number `count` are made anew in a further attempt.
  func forget(after count: Int) {
    state.withLock { state in state.memory.calls = state.memory.calls.filter { $0.key <= count } }
  }

  /// The failures behind event number `count` were caught: a further attempt meets them as they are.
  func settle(after count: Int) { state.withLock { $0.memory.settle(after: count) } }

  private static func number(_ key: String) -> Int? { key.split(separator: "/").last.flatMap { Int($0) } }
}
