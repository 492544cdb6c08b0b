import KMIP
import KMIPClient
import Synchronization
import TTLV

/// A server in the test's hands: each request is answered by the next step, the last one for ever.
final class FakeTransport: Transport {
  enum Step: Sendable {
    case answer(@Sendable (RequestMessage) -> ResponseMessage)
    case bytes([UInt8])
    case fail(TransportError)
    /// Until the task is cancelled.
    case silence(isUnsent: Bool)
  }

  let encoding: WireEncoding
  let address = "fake"
  private let steps: [Step]
  private let log = Mutex<[RequestMessage]>([])

  init(_ steps: [Step], encoding: WireEncoding = .binary) {
    self.steps = steps
    self.encoding = encoding
  }

  convenience init(answering body: @escaping @Sendable (RequestMessage) -> ResponseMessage) {
    self.init([.answer(body)])
  }

  var requests: [RequestMessage] { log.withLock { $0 } }
  var operations: [OperationCode] { requests.compactMap { $0.items.first?.operation } }

  func exchange(_ request: [UInt8]) async throws(TransportError) -> [UInt8] {
    guard let message = decode(request) else { throw TransportError(.decode, isUnsent: true, "test: not a message") }
    let index = log.withLock { log in
      log.append(message)
      return log.count - 1
    }
    switch steps[min(index, steps.count - 1)] {
    case .answer(let body): return encode(body(message))
    case .bytes(let bytes): return bytes
    case .fail(let error): throw error
    case .silence(let isUnsent):
      let (never, end) = AsyncStream.makeStream(of: Never.self)
      for await _ in never {}
      withExtendedLifetime(end) {}
      throw TransportError(.cancelled, isUnsent: isUnsent, "cancelled")
    }
  }

  func close() async {}

  private func decode(_ bytes: [UInt8]) -> RequestMessage? {
    switch encoding {
    case .binary: try? RequestMessage(Item(decoding: bytes))
    case .json: try? RequestMessage(Item(decodingJSON: bytes, vocabulary: SpecificationVocabulary()))
    case .xml: try? RequestMessage(Item(decodingXML: bytes, vocabulary: SpecificationVocabulary()))
    }
  }

  private func encode(_ message: ResponseMessage) -> [UInt8] {
    switch encoding {
    case .binary: message.lowered().encoded()
    case .json: message.lowered().encodedJSON(vocabulary: SpecificationVocabulary())
    case .xml: message.lowered().encodedXML(vocabulary: SpecificationVocabulary())
    }
  }
}

func success(_ payload: some Structure, to request: RequestMessage) -> ResponseMessage {
  let item = request.items.first
  return response(
    [ResponseBatchItem(operation: item?.operation, resultStatus: .success, payload: payload.items)],
    version: request.header.protocolVersion)
}

func refusal(_ reason: ResultReason, _ text: String? = nil, version: ProtocolVersion = .v2_1) -> ResponseMessage {
  response(
    [
      ResponseBatchItem(operation: nil, resultStatus: .operationFailed, resultReason: reason, resultMessage: text)
    ], version: version)
}

func response(_ items: [ResponseBatchItem], version: ProtocolVersion = .v2_1) -> ResponseMessage {
  ResponseMessage(
    header: ResponseHeader(protocolVersion: version, batchCount: Int32(items.count)), items: items)
}

let destroyed = Destroy.Response(uniqueIdentifier: "k1")
let refused = TransportError(.connect, isUnsent: true, "nothing listens at fake")
let cut = TransportError(.receive, isUnsent: false, "fake closed the connection without an answer")
