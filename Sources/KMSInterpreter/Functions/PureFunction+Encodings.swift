import KMSSyntax

extension PureFunction {
  static let encodings: [PureFunction] = [
    PureFunction("hex(bytes)", [.bytes], returns: .text, "bytes as hexadecimal digits") { values, context in
      .text(ValueText.hex(try values.bytes(at: 0, context)))
    },
    PureFunction("base64(bytes)", [.bytes], returns: .text, "bytes in base64") { values, context in
      .text(Base64Text.text(try values.bytes(at: 0, context)))
    },
    PureFunction("text(value)", [.any], returns: .text, "a value as an interpolation shows it; bytes are read as UTF-8")
    {
      values, context in
      guard case .bytes(let bytes) = values[at: 0] else { return .text(ValueText.text(values[at: 0])) }
      guard let text = String(validating: bytes, as: UTF8.self) else { throw context.invalid("the bytes are no UTF-8") }
      return .text(text)
    },
    PureFunction("bytes(text)", [.text], returns: .bytes, "a text's UTF-8") { values, context in
      .bytes(Array(try values.text(at: 0, context).utf8))
    },
    PureFunction("time(text)", [.text], returns: .time, "the time that a text such as 2026-01-31T10:00Z names") {
      values, context in
      try read(values, .time, "2026-01-31T10:00Z", context)
    },
    PureFunction("duration(text)", [.text], returns: .duration, "the duration that a text such as 90d names") {
      values, context in
      try read(values, .duration, "90d", context)
    },
  ]

  private static func read(
    _ values: [Value], _ type: ValueType, _ example: String, _ context: Context
  ) throws -> Value {
    let text = try values.text(at: 0, context)
    do {
      return try ParameterParsing.value(text: text, type: type)
    } catch {
      throw context.invalid("\(Unparser.quote(text)) is no \(type.name) such as \(example)")
    }
  }
}

enum Base64Text {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var output: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let chunk = bytes[start..<min(start + 3, bytes.count)]
      let word = chunk.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - chunk.count))
      for place in 0..<4 {
        output.append(place <= chunk.count ? digits[Int(word >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}

extension [Value] {
  func text(at index: Int, _ context: PureFunction.Context) throws -> String {
    guard case .text(let text)? = ValueType.text.coerced(self[at: index]) else {
      throw Failure.evaluation(.typeMismatch, "text is wanted, found \(self[at: index].phrase)", at: context.span)
    }
    return text
  }

  func bytes(at index: Int, _ context: PureFunction.Context) throws -> [UInt8] {
    guard case .bytes(let bytes) = self[at: index] else {
      throw Failure.evaluation(.typeMismatch, "bytes are wanted, found \(self[at: index].phrase)", at: context.span)
    }
    return bytes
  }
}
