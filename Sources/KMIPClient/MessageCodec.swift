import KMIP
import TTLV

/// Messages to bytes and back, as a wire wants them.
struct MessageCodec {
  let encoding: WireEncoding

  /// - Throws: What the message asks for and its version lacks.
  func bytes(_ message: RequestMessage) throws(KMIPError) -> [UInt8] {
    if encoding == .binary, message.protocolVersion >= .v2_1 { return message.encoded() }
    let item = try message.lowered()
    return switch encoding {
    case .binary: item.encoded()
    case .json: item.encodedJSON(vocabulary: SpecificationVocabulary(), dialect: .cosmian)
    case .xml: item.encodedXML(vocabulary: SpecificationVocabulary())
    }
  }

  func response(_ bytes: [UInt8]) throws(Unreadable) -> ResponseMessage {
    do {
      return encoding == .binary ? try ResponseMessage(decoding: bytes) : try ResponseMessage(item(bytes))
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
