import KMIP
import TTLV

/// How messages travel.
public enum MessageEncoding: Hashable, Sendable, CaseIterable {
  case binary, json

  func decode(_ bytes: [UInt8]) throws -> Item {
    switch self {
    case .binary: try Item(decoding: bytes)
    case .json: try ServerVocabulary.decode(bytes)
    }
  }

  func encode(_ item: Item) -> [UInt8] {
    switch self {
    case .binary: item.encoded()
    case .json: item.encodedJSON(vocabulary: ServerVocabulary())
    }
  }
}

extension EmbeddedKMS {
  /// Answers whatever comes: what cannot be read is answered with Invalid Message.
  public func respond(to bytes: [UInt8], encoding: MessageEncoding, as identity: Identity) async -> [UInt8] {
    var version = ProtocolVersion.v2_1
    do {
      let item = try encoding.decode(bytes)
      version = item.protocolVersion?.nearestSpoken ?? version
      return encoding.encode(await respond(to: try RequestMessage(item), as: identity).lowered())
    } catch { return encoding.encode(refusal(OperationFailure(error), version).lowered()) }
  }

  private func refusal(_ failure: OperationFailure, _ version: ProtocolVersion) -> ResponseMessage {
    ResponseMessage(
      header: ResponseHeader(protocolVersion: version, timeStamp: now, batchCount: 1),
      items: [ResponseBatchItem(failure)])
  }
}
