import KMIP
import KMIPClient
import TTLV

/// Messages as both ends of a wire write them.
struct ShadowCodec {
  let encoding: WireEncoding
  private var vocabulary: SpecificationVocabulary { SpecificationVocabulary() }

  func request(_ bytes: [UInt8]) throws -> RequestMessage { try RequestMessage(item(bytes)) }
  func response(_ bytes: [UInt8]) throws -> ResponseMessage { try ResponseMessage(item(bytes)) }

  func bytes(_ message: RequestMessage) throws -> [UInt8] { bytes(try message.lowered()) }
  func bytes(_ message: ResponseMessage) -> [UInt8] { bytes(message.lowered()) }

  private func item(_ bytes: [UInt8]) throws -> Item {
    switch encoding {
    case .binary: try Item(decoding: bytes)
    case .json: try Item(decodingJSON: bytes, vocabulary: vocabulary)
    case .xml: try Item(decodingXML: bytes, vocabulary: vocabulary)
    }
  }

  private func bytes(_ item: Item) -> [UInt8] {
    switch encoding {
    case .binary: item.encoded()
    case .json: item.encodedJSON(vocabulary: vocabulary, dialect: .cosmian)
    case .xml: item.encodedXML(vocabulary: vocabulary)
    }
  }
}
