extension Item.Value {
  /// As the XML encoding writes it, before anything is escaped; nothing for a structure.
  ///
  /// - Parameter subject: The tag whose names the value may have, as the vocabulary's `subject(of:after:)` tells it.
  public func text(subject: Tag, vocabulary: any Vocabulary) -> String {
    switch self {
    case .structure: ""
    case .integer(let number):
      vocabulary.maskWords(number, in: subject)?.joined(separator: " ") ?? String(number)
    case .longInteger(let number): String(number)
    case .bigInteger(let bytes): digits(signExtended(bytes))
    case .enumeration(let code):
      vocabulary.enumerationName(of: code, in: subject) ?? "0x" + hexadecimal(UInt64(code), digits: 8)
    case .boolean(let flag): flag ? "true" : "false"
    case .textString(let text): text
    case .byteString(let bytes): digits(bytes)
    case .dateTime(let seconds): Timestamp(seconds: seconds).rfc3339 ?? word(seconds)
    case .interval(let seconds): String(seconds)
    case .dateTimeExtended(let microseconds): word(microseconds)
    }
  }

  private func word(_ number: Int64) -> String { "0x" + hexadecimal(UInt64(bitPattern: number), digits: 16) }

  private func digits(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(2 * bytes.count)
    appendHexadecimal(bytes, to: &out)
    return String(decoding: out, as: UTF8.self)
  }
}
