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

  func request(_ bytes: [UInt8]) throws -> RequestMessage {
    self == .binary ? try RequestMessage(decoding: bytes) : try RequestMessage(decode(bytes))
  }

  func encode(_ message: ResponseMessage) -> [UInt8] {
    self == .binary && message.protocolVersion >= .v2_1 ? message.encoded() : encode(message.lowered())
  }
}

extension EmbeddedKMS {
  /// Answers whatever comes: what cannot be read is answered with Invalid Message.
  public func respond(to bytes: [UInt8], encoding: MessageEncoding, as identity: Identity) async -> [UInt8] {
    do { return encoding.encode(await respond(to: try encoding.request(bytes), as: identity)) } catch {
      let version = (try? encoding.decode(bytes))?.protocolVersion?.nearestSpoken ?? .v2_1
      return encoding.encode(refusal(OperationFailure(error), version))
    }
  }

  private func refusal(_ failure: OperationFailure, _ version: ProtocolVersion) -> ResponseMessage {
    ResponseMessage(
      header: ResponseHeader(protocolVersion: version, timeStamp: now, batchCount: 1),
      items: [ResponseBatchItem(failure)])
  }
}
