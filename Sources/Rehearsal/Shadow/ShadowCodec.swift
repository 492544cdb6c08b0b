import KMIP
import KMIPClient
import TTLV

/// Messages as both ends of a wire write them.
///
/// What throws stays out of line: inlined into an async function, its typed errors crash the optimiser of Swift 6.3.1.
struct ShadowCodec {
  let encoding: WireEncoding
  private var vocabulary: SpecificationVocabulary { SpecificationVocabulary() }

  @inline(never)
  func request(_ bytes: [UInt8]) throws -> RequestMessage { try RequestMessage(item(bytes)) }
  @inline(never)
  func response(_ bytes: [UInt8]) throws -> ResponseMessage { try ResponseMessage(item(bytes)) }

  @inline(never)
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
