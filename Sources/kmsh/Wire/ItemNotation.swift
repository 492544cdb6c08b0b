import ArgumentParser
import AuditLog
import KMIP
import TTLV

/// How the user names the ways to write a message.
enum ItemNotation: String, CaseIterable, ExpressibleByArgument {
  case binary, hex, json, xml, cosmian

  /// What a file in it looks like.
  var form: ItemForm {
    switch self {
    case .binary: .binary
    case .hex: .hexadecimal
    case .json, .cosmian: .json
    case .xml: .xml
    }
  }

  func bytes(_ items: [Item]) -> [UInt8] {
    switch self {
    case .binary: items.flatMap { $0.encoded() }
    case .hex: lines(items) { Array(Hexadecimal.text($0.encoded()).utf8) }
    case .json: lines(items) { $0.encodedJSON(vocabulary: Self.vocabulary) }
    case .cosmian: lines(items) { $0.encodedJSON(vocabulary: Self.vocabulary, dialect: .cosmian) }
    case .xml: items.count == 1 ? xml(items) : Array("<KMIP>\n".utf8) + xml(items) + Array("</KMIP>\n".utf8)
    }
  }

  private func xml(_ items: [Item]) -> [UInt8] {
    lines(items) { $0.encodedXML(vocabulary: Self.vocabulary, indented: true) }
  }

  private func lines(_ items: [Item], _ encode: (Item) -> [UInt8]) -> [UInt8] {
    items.flatMap { encode($0) + [0x0A] }
  }

  static let vocabulary = BareOperationVocabulary()
}
