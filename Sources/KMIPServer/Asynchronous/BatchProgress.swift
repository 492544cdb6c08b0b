import KMIP

/// How the operations of a batch are performed that are answered later.
struct BatchProgress: Sendable {
  typealias Performed = (answer: ResponseBatchItem, context: Context)

  /// Performs the operation at an index, unless it was called off before.
  let perform: @Sendable (_ index: Int, _ work: @escaping @Sendable () async -> Performed) async -> Performed?
}
