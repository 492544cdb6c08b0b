/// What the calls and the inner loops of an attempt came to, by the numbers of their events.
struct StrandMemory: Sendable {
  /// A call with the words by which it is known again.
  struct Call: Sendable {
    let text: String
    let line: Int
    let result: Result<Value, Failure>
    var isSettled = false

    init(text: String, line: Int, result: Result<Value, Failure>) {
      self.text = text
      self.line = line
      self.result = result
    }

    fileprivate var stands: Bool { if case .failure = result { isSettled } else { true } }
  }

  /// An item of a loop inside.
  struct Item: Sendable {
    let record: ItemRecord
    /// Its last attempt, if it was run.
    let strand: Strand?
    fileprivate var isSettled = false

    init(record: ItemRecord, strand: Strand?) {
      self.record = record
      self.strand = strand
    }

    /// Whether it came to an end that a further attempt keeps.
    var stands: Bool { if case .failed = record.end { isSettled } else { true } }
  }

  struct ItemPlace: Hashable, Sendable {
    let loop: Int
    let index: Int
  }

  var calls: [Int: Call] = [:]
  var items: [ItemPlace: Item] = [:]

  mutating func settle(after count: Int) {
    for number in calls.keys where number > count { calls[number]?.isSettled = true }
    for place in items.keys where place.loop > count { items[place]?.isSettled = true }
  }

  /// Without the call that failed the attempt and what ran behind it, such as steps that run always.
  var beforeFailure: StrandMemory {
    guard let failed = calls.filter({ !$0.value.stands }).keys.min() else { return self }
    return StrandMemory(
      calls: calls.filter { $0.key < failed }, items: items.filter { $0.key.loop < failed })
  }
}
