import KMSSyntax

extension PureFunction {
  private static let hidden: ValueType = .either([.secret, .bytes, .text])

  static let secrets: [PureFunction] = [
    PureFunction(
      "size(value)", [hidden], returns: .int, takesSecrets: true, "how many bytes a secret, bytes or a text has"
    ) {
      values, context in
      switch values[at: 0] {
      case .secret(let secret): .int(Int64(secret.count))
      case .bytes(let bytes): .int(Int64(bytes.count))
      default: .int(Int64(try values.text(at: 0, context).utf8.count))
      }
    },
    PureFunction(
      "same(a, b)", [hidden, hidden], returns: .bool, takesSecrets: true, "whether two are equal, in constant time"
    ) {
      values, context in
      .bool(try isSame(values[at: 0], values[at: 1], context))
    },
    PureFunction(
      "fingerprint(value)", [hidden], returns: .text, takesSecrets: true,
      "a keyed hash that tells secrets apart on this machine"
    ) {
      values, context in
      switch values[at: 0] {
      case .secret(let secret): .text(secret.withBytes(context.fingerprint))
      case .bytes(let bytes): .text(bytes.withUnsafeBytes(context.fingerprint))
      default: .text(Array(try values.text(at: 0, context).utf8).withUnsafeBytes(context.fingerprint))
      }
    },
  ]

  private static func isSame(_ a: Value, _ b: Value, _ context: Context) throws -> Bool {
    switch (a, b) {
    case (.secret(let a), .secret(let b)): a.isSame(as: b)
    case (.secret(let secret), let other), (let other, .secret(let secret)):
      isSame(secret, try plainBytes(other, context))
    default: isSame(try plainBytes(a, context), try plainBytes(b, context))
    }
  }

  private static func plainBytes(_ value: Value, _ context: Context) throws -> [UInt8] {
    if case .bytes(let bytes) = value { return bytes }
    return Array(try [value].text(at: 0, context).utf8)
  }

  private static func isSame(_ secret: any Concealed, _ bytes: [UInt8]) -> Bool {
    secret.withBytes { hidden in
      hidden.count == bytes.count && zip(hidden, bytes).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
  }

  private static func isSame(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    a.count == b.count && zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
