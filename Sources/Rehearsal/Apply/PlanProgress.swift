import KMSCommands
import KMSInterpreter

/// How far a run has come along its plan.
struct PlanProgress {
  private let writes: [PlannedWrite]
  private var waiting: [WritePlace: [Int]] = [:]
  /// Rows of the plan that are under way, by the statement and the number of the write in it.
  private var begun: [Begun: Int] = [:]
  /// Identifiers as the plan has them, by those that the run came to have.
  private var planned: [String: String] = [:]
  private var settled: Set<String> = []
  var changed: Set<String> = []

  fileprivate struct Begun: Hashable {
    let key: String
    let number: Int
  }

  init(_ plan: Plan) {
    writes = plan.writes
    for (index, write) in plan.writes.enumerated() { waiting[WritePlace(write), default: []].append(index) }
  }

  var left: Int { waiting.values.joined().count { !writes[$0].isRefused } }

  /// The row that lists a write: of the same place, operation and objects, at best of the same item.
  mutating func begin(_ write: ProposedWrite) -> PlannedWrite? {
    let targets = write.targets.map { planned[$0] ?? $0 }
    let taken = Set(begun.values)
    let rows = (waiting[write.place] ?? []).filter { writes[$0].targets == targets && !taken.contains($0) }
    let items = write.invocation.site.items
    // What acts on nothing is known by its item alone.
    let fitting = rows.first { writes[$0].items == items } ?? (targets.isEmpty ? nil : rows.first)
    guard let fitting else { return nil }
    begun[Begun(write)] = fitting
    return writes[fitting]
  }

  /// Objects of a row that are not looked at yet and were not changed by the run itself.
  func unchecked(of write: PlannedWrite) -> [PlannedObject] {
    write.objects.filter { $0.digest != nil && !settled.contains($0.id) }
  }

  mutating func end(_ write: ProposedWrite, _ ids: [String]) {
    guard let index = begun.removeValue(forKey: Begun(write)) else { return }
    finish(index, ids, known: Set(write.ids))
  }

  /// The same for a write that an earlier part of the run did.
  mutating func recall(key: String, operation: String, ids: [String]) {
    let index = waiting.values.joined().filter { writes[$0].key == key && writes[$0].operation == operation }.min()
    if let index { finish(index, ids, known: []) }
  }

  private mutating func finish(_ index: Int, _ ids: [String], known targets: Set<String>) {
    let row = writes[index]
    waiting[WritePlace(row)]?.removeAll { $0 == index }
    settled.formUnion(row.objects.map(\.id))
    let known = targets.union(row.objects.map(\.id)).union(planned.keys)
    for (actual, result) in zip(ids.filter { !known.contains($0) }, row.result) { planned[actual] = result.id }
  }
}

extension PlanProgress.Begun {
  fileprivate init(_ write: ProposedWrite) {
    self.init(key: write.invocation.site.key, number: write.number)
  }
}
