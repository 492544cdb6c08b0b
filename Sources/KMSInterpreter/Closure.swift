import KMSSyntax

/// A function with what it could see where it was defined; it cannot see itself, so that every call ends.
struct Closure: Sendable {
  let function: Function
  let bindings: Bindings
  let program: Program
}
