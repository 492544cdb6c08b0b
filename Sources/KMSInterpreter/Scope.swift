import Synchronization

/// What the prompt remembers from one entry to the next.
public final class Scope: Sendable {
  private let state = Mutex(Bindings())

  public init() {}

  /// Variables, sorted by name, without the `$`.
  public var variables: [(name: String, value: Value)] {
    bindings.values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Names of the functions that were defined, sorted.
  public var functions: [String] { bindings.closures.keys.sorted() }

  public subscript(name: String) -> Value? { bindings.values[name] }

  public func bind(_ name: String, _ value: Value) {
    state.withLock { $0.values[name] = value }
  }

  var bindings: Bindings {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}

struct Bindings: Sendable {
  var values: [String: Value] = [:]
  var closures: [String: Closure] = [:]
}
