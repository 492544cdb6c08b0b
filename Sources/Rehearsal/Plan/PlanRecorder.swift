public import KMSCommands
import KMIP
public import KMSInterpreter
import KMSSyntax
import Synchronization

/// Lists the writes of a run as they come: of a rehearsal for a plan, of a real run to compare with one.
public final class PlanRecorder: Gate {
  private let clients: ClientSource
  private let state = Mutex(Record())

  fileprivate struct Record {
    var writes: [PlannedWrite] = []
    /// Places in `writes` that the server has not confirmed.
    var open: Set<Int> = []
    var questions: [String] = []
    /// Of each loop that had items: how many of them may fail.
    var budgets: [Int] = []
    var made: Set<String> = []
    /// Objects that a write has acted on: what they are now is no more what the plan was made on.
    var touched: Set<String> = []
  }

  public init(_ clients: @escaping ClientSource) { self.clients = clients }

  public func began(_ loop: LoopRecord, at site: Site) async {
    guard !loop.items.isEmpty else { return }
    state.withLock { $0.budgets.append(loop.budget) }
  }

  public func admit(_ write: ProposedWrite) async throws {
    let targets = write.targets
    var objects: [PlannedObject] = []
    let reader = ObjectReader(try await clients(write.invocation.site))
    for (id, attributes) in try await reader.objects(targets, in: write.code) {
      objects.append(state.withLock { $0.object(id, attributes) })
    }
    let draft = PlannedWrite(write, targets: targets, objects: objects)
    state.withLock { state in
      state.open.insert(state.writes.count)
      state.writes.append(draft)
    }
  }

  public func confirmed(_ write: ProposedWrite, ids: [String]) async {
    let targets = write.targets
    var after: [String: String] = [:]
    for id in targets + ids where after[id] == nil { after[id] = await stateWord(id, after: write) }
    state.withLock { $0.close(write, targets: targets, ids: ids, after: after) }
  }

  /// A question that a rehearsal answers with yes.
  public func note(question: String) { state.withLock { $0.questions.append(question) } }

  var budgets: [Int] { state.withLock(\.budgets) }

  public var questions: [String] { state.withLock(\.questions) }

  /// In the order of the script, whatever ran side by side.
  public var writes: [PlannedWrite] {
    state.withLock { state in
      for index in state.open { state.writes[index].isRefused = true }
      return state.writes.sortedByKey()
    }
  }

  // A server may leave nothing of what it destroys.
  private static let gone = KMIP.State.destroyed.word

  private func stateWord(_ id: String, after write: ProposedWrite) async -> String? {
    let client = try? await clients(write.invocation.site)
    let attributes = try? await client.map(ObjectReader.init)?.attributes(of: id)
    return attributes?.state?.word ?? (write.code == .destroy ? Self.gone : nil)
  }
}

extension PlanRecorder.Record {
  fileprivate func object(_ id: String, _ attributes: Attributes) -> PlannedObject {
    let isPredicted = made.contains(id)
    return PlannedObject(
      id: id, name: attributes.names.first?.nameValue, type: attributes.objectType?.word,
      state: attributes.state?.word,
      digest: isPredicted || touched.contains(id) ? nil : AttributeDigest.of(attributes), predicted: isPredicted)
  }

  fileprivate mutating func close(
    _ write: ProposedWrite, targets: [String], ids: [String], after: [String: String]
  ) {
    let place = write.place
    let index = open.filter { index in
      let row = writes[index]
      return WritePlace(row) == place && row.key == write.invocation.site.key && row.targets == targets
    }.max()
    guard let index else { return }
    open.remove(index)
    writes[index].after = after
    writes[index].result = ids.filter { !write.ids.contains($0) && !writes[index].objects.map(\.id).contains($0) }
      .map { PlannedResult(id: $0, predicted: !targets.contains($0)) }
    made.formUnion(writes[index].result.map(\.id))
    touched.formUnion(targets + writes[index].objects.map(\.id))
  }
}

extension PlannedWrite {
  fileprivate init(_ write: ProposedWrite, targets: [String], objects: [PlannedObject]) {
    let (invocation, site, start) = (write.invocation, write.invocation.site, write.invocation.site.span.start)
    self.init(
      key: site.key, profile: site.profile, file: site.span.source.name, line: start.line, column: start.column,
      step: site.step,
      items: site.items, statement: invocation.text, command: invocation.command.name, operation: write.operation,
      effect: invocation.command.effect.rawValue, targets: targets, objects: objects)
  }
}

extension [PlannedWrite] {
  /// By the numbers of the keys; writes of one statement stay as they came.
  fileprivate func sortedByKey() -> [PlannedWrite] {
    enumerated().sorted { left, right in
      let (first, second) = (left.element.keyNumbers, right.element.keyNumbers)
      return first == second ? left.offset < right.offset : first.lexicographicallyPrecedes(second)
    }.map(\.element)
  }
}

extension PlannedWrite {
  fileprivate var keyNumbers: [Int] { key.split { !$0.isNumber }.compactMap { Int($0) } }
}
