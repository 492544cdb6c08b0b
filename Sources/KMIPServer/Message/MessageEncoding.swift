import KMIP
import TTLV

/// How messages travel.
public enum MessageEncoding: Hashable, Sendable, CaseIterable {
  case binary, json, xml

  func decode(_ bytes: [UInt8]) throws -> Item {
    switch self {
    case .binary: try Item(decoding: bytes)
    case .json: try ServerVocabulary.decode(bytes)
    case .xml: try Item(decodingXML: bytes, vocabulary: SpecificationVocabulary())
    }
  }

  func encode(_ item: Item) -> [UInt8] {
    switch self {
    case .binary: item.encoded()
    case .json: item.encodedJSON(vocabulary: ServerVocabulary())
    case .xml: item.encodedXML(vocabulary: SpecificationVocabulary())
    }
  }
}

extension EmbeddedKMS {
  /// Answers whatever comes: what cannot be read is answered with Invalid Message.
  public func respond(to bytes: [UInt8], encoding: MessageEncoding, as identity: Identity) async -> [UInt8] {
    do {
      let message = try RequestMessage(encoding.decode(bytes))
      return encoding.encode(await respond(to: message, as: identity).item)
    } catch { return encoding.encode(refusal(OperationFailure(error)).item) }
  }

  private func refusal(_ failure: OperationFailure) -> ResponseMessage {
    ResponseMessage(
      header: ResponseHeader(protocolVersion: .v2_1, timeStamp: now, batchCount: 1),
      items: [ResponseBatchItem(failure)])
  }
}
