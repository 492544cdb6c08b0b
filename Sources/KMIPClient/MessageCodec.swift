import KMIP
import TTLV

/// Messages to bytes and back, as a wire wants them.
struct MessageCodec {
  let encoding: WireEncoding

  func bytes(_ message: RequestMessage) -> [UInt8] {
    switch encoding {
    case .binary: message.item.encoded()
    case .json: message.item.encodedJSON(vocabulary: SpecificationVocabulary(), dialect: .cosmian)
    case .xml: message.item.encodedXML(vocabulary: SpecificationVocabulary())
    }
  }

  func response(_ bytes: [UInt8]) throws(Unreadable) -> ResponseMessage {
    do {
      return try ResponseMessage(item(bytes))
    } catch let error as TTLVError {
      throw Unreadable(reason: error.description(vocabulary: SpecificationVocabulary()))
    } catch {
      throw Unreadable(reason: "\(error)")
    }
  }

  struct Unreadable: Error { let reason: String }

  private func item(_ bytes: [UInt8]) throws(TTLVError) -> Item {
    switch encoding {
    case .binary: try Item(decoding: bytes)
    case .json: try Item(decodingJSON: bytes, vocabulary: SpecificationVocabulary())
    case .xml: try Item(decodingXML: bytes, vocabulary: SpecificationVocabulary())
    }
  }
}
