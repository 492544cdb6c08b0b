extension TTLVError: CustomStringConvertible {
  public var description: String { description { $0.hexadecimal } }

  /// As `description`, with the path in names.
  public func description(vocabulary: any Vocabulary) -> String {
    description { vocabulary.name(of: $0) ?? $0.hexadecimal }
  }

  private func description(name: (Tag) -> String) -> String {
    guard !path.isEmpty else { return sentence }
    return "\(sentence), in \(path.map(name).joined(separator: "/"))"
  }

  private var sentence: String {
    switch problem {
    case .endsEarly(let needed, let available):
      "\(container) ends early at byte \(offset): need \(needed) bytes, have \(available)"
    case .tooLarge(let size, let limit): "message has \(size) bytes, the limit is \(limit)"
    case .tooDeep(let limit): "structures at byte \(offset) are deeper than the limit of \(limit)"
    case .tooManyItems(let limit): "items at byte \(offset) are more than the limit of \(limit)"
    case .unknownType(let code): "unknown item type 0x\(hexadecimal(UInt64(code), digits: 2)) at byte \(offset)"
    case .badLength(let type, let length):
      "\(type.name) at byte \(offset) has length \(length), want \(type.lengths)"
    case .badPadding: "padding at byte \(offset) is not zero"
    case .badBoolean: "Boolean at byte \(offset) is neither 0 nor 1"
    case .badText: "text at byte \(offset) is not UTF-8"
    case .trailingBytes(let count): "message ends at byte \(offset), but \(count) bytes follow"
    case .malformed(let found, let wanted): "found \(found) at byte \(offset), want \(wanted)"
    case .unknownName(let name): "unknown name \(quoted(name)) at byte \(offset)"
    }
  }

  // Only a root can reach beyond the message; anything deeper reaches beyond its structure.
  private var container: String { path.count > 1 ? "structure" : "message" }
}

extension TTLVError {
  /// The same fault seen from the structure around it.
  func inside(_ tag: Tag) -> TTLVError {
    TTLVError(problem, offset: offset, path: [tag] + path)
  }
}

extension TTLVError {
  /// The fault of a byte of a text that cannot stand where it does.
  static func unexpected(_ byte: UInt8?, wanted: String, at offset: Int) -> TTLVError {
    let found =
      switch byte {
      case .none: "the end"
      case .some(let byte) where (0x21..<0x7F).contains(byte): "'\(Unicode.Scalar(byte))'"
      case .some(let byte): "byte 0x\(hexadecimal(UInt64(byte), digits: 2))"
      }
    return TTLVError(.malformed(found: found, wanted: wanted), offset: offset)
  }
}

extension ItemType {
  fileprivate var lengths: String {
    switch self {
    case .structure: "a multiple of 8"
    case .bigInteger: "a multiple of 8 above 0"
    case .integer, .enumeration, .interval: "4"
    case .longInteger, .boolean, .dateTime, .dateTimeExtended: "8"
    case .textString, .byteString: "any"
    }
  }
}

/// The start of `text` in quotation marks, with nothing that a terminal would obey.
func quoted(_ text: String) -> String {
  var start = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(40) {
    start.append(scalar.properties.isPrintable ? scalar : "?")
  }
  return "\"\(String(start))\(text.unicodeScalars.count > 40 ? "…" : "")\""
}

extension Unicode.Scalar.Properties {
  fileprivate var isPrintable: Bool {
    switch generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    default: true
    }
  }
}
