/// A database that holds a store, with a connection and a queue of its own: nothing here blocks a task's thread.
protocol StoreDatabase: Sendable {
  /// Has `work` done when what was scheduled before is done.
  func schedule(_ work: @escaping @Sendable (any StoreConnection) -> Void)

  /// Waits for `work`: for the moment of opening only.
  func now<T>(_ work: (any StoreConnection) throws -> T) throws -> T

  /// Everything `body` reads is of one moment.
  func read<T: Sendable>(_ body: @escaping @Sendable (any StoreConnection) throws -> T) async throws -> T

  func close() throws
}
