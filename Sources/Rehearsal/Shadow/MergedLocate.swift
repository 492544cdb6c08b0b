import KMIP
import KMIPClient

/// One Locate over both: the real server's objects, with those of the shadow as the rehearsal has made them.
struct MergedLocate {
  private let item: RequestBatchItem
  private let header: RequestHeader
  private let real: RealServer
  private let shadow: Shadow

  init(_ item: RequestBatchItem, _ header: RequestHeader, real: RealServer, shadow: Shadow) {
    self.item = item
    self.header = header
    self.real = real
    self.shadow = shadow
  }

  func answer() async throws -> ResponseBatchItem {
    let asked = try Locate(items: item.payload)
    let answer = try await realAnswer(asked)
    guard answer.resultStatus == .success, let payload = answer.payload else { return answer }
    let rehearsed = try await rehearsed(asked)
    let merged = try await merged(try Locate.Response(items: payload), rehearsed)
    return result(page(merged, asked))
  }

  // Objects that the shadow leaves out make room for others.
  private func realAnswer(_ asked: Locate) async throws -> ResponseBatchItem {
    var wider = asked
    let offset = max(0, asked.offsetItems ?? 0)
    wider.offsetItems = nil
    wider.maximumItems = asked.maximumItems.map { $0.widened(by: offset).widened(by: Int32(clamping: shadow.copies)) }
    let request = RequestBatchItem(wider, uniqueBatchItemID: item.uniqueBatchItemID)
    var header = header
    header.batchCount = 1
    guard let answer = try await real.answers(to: RequestMessage(header: header, items: [request])).first else {
      throw OperationFailure(operation: .locate, reason: .generalFailure, message: "the answer to Locate is empty")
    }
    return answer
  }

  private func rehearsed(_ asked: Locate) async throws -> [UniqueIdentifier] {
    var all = asked
    (all.offsetItems, all.maximumItems) = (nil, nil)
    let answer = try await shadow.answer(RequestBatchItem(all), header, leavesDestroyed: true)
    return try answer.payload.map { try Locate.Response(items: $0).uniqueIdentifier } ?? []
  }

  private func merged(_ found: Locate.Response, _ rehearsed: [UniqueIdentifier]) async throws -> Locate.Response {
    var (merged, known, dropped) = (found, Set(rehearsed.map(\.description)), 0)
    merged.uniqueIdentifier = []
    for id in found.uniqueIdentifier {
      let isRehearsed = known.remove(id.description) != nil
      let isOutdated = try await shadow.knows(anyOf: [id.description]) && !isRehearsed
      if isOutdated { dropped += 1 } else { merged.uniqueIdentifier.append(id) }
    }
    let added = rehearsed.filter { known.contains($0.description) }
    merged.uniqueIdentifier += added
    merged.locatedItems = found.locatedItems.map { Int32(clamping: Int($0) - dropped + added.count) }
    return merged
  }

  private func page(_ merged: Locate.Response, _ asked: Locate) -> Locate.Response {
    var page = merged
    let rest = merged.uniqueIdentifier.dropFirst(Int(max(0, asked.offsetItems ?? 0)))
    page.uniqueIdentifier = Array(asked.maximumItems.map { rest.prefix(Int(max(0, $0))) } ?? rest)
    return page
  }

  private func result(_ response: Locate.Response) -> ResponseBatchItem {
    ResponseBatchItem(
      operation: .locate, uniqueBatchItemID: item.uniqueBatchItemID, resultStatus: .success, payload: response.items)
  }
}

extension Int32 {
  fileprivate func widened(by count: Int32) -> Int32 {
    let (sum, isOver) = addingReportingOverflow(count)
    return isOver ? .max : sum
  }
}
