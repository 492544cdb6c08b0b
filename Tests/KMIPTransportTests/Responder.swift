import KMIP
import KMIPClient
import KMIPTransport
import TTLV

/// A server of two operations; `Query` answers with the client's name.
@Sendable func answer(_ message: WireMessage) async -> WireAnswer {
  let type =
    switch message.encoding {
    case .binary: "application/octet-stream"
    case .json: "application/json"
    case .xml: "text/xml"
    }
  return WireAnswer(bytes: answer(message.bytes, message.encoding, name: message.identity), contentType: type)
}

@Sendable func answer(_ bytes: [UInt8]) async -> [UInt8] { answer(bytes, .binary, name: nil) }

private func answer(_ bytes: [UInt8], _ encoding: WireEncoding, name: String?) -> [UInt8] {
  let items = (try? RequestMessage(item(bytes, encoding)))?.items ?? []
  let answers = items.map { answer($0, name: name) }
  let message = ResponseMessage(
    header: ResponseHeader(protocolVersion: .v2_1, batchCount: Int32(max(answers.count, 1))),
    items: answers.isEmpty
      ? [ResponseBatchItem(operation: nil, resultStatus: .operationFailed, resultReason: .invalidMessage)] : answers)
  return switch encoding {
  case .binary: message.lowered().encoded()
  case .json: message.lowered().encodedJSON(vocabulary: SpecificationVocabulary(), dialect: .cosmian)
  case .xml: message.lowered().encodedXML(vocabulary: SpecificationVocabulary())
  }
}

private func item(_ bytes: [UInt8], _ encoding: WireEncoding) throws(TTLVError) -> Item {
  switch encoding {
  case .binary: try Item(decoding: bytes)
  case .json: try Item(decodingJSON: bytes, vocabulary: SpecificationVocabulary())
  case .xml: try Item(decodingXML: bytes, vocabulary: SpecificationVocabulary())
  }
}

private func answer(_ item: RequestBatchItem, name: String?) -> ResponseBatchItem {
  var answer = ResponseBatchItem(
    operation: item.operation, uniqueBatchItemID: item.uniqueBatchItemID, resultStatus: .success)
  switch item.operation {
  case .discoverVersions: answer.payload = DiscoverVersions.Response(protocolVersion: [.v2_1]).items
  case .query: answer.payload = Query.Response(vendorIdentification: name ?? "nobody").items
  default:
    answer.resultStatus = .operationFailed
    answer.resultReason = .operationNotSupported
  }
  return answer
}
