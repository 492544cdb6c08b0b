import KMIP

/// SP 800-108 with HMAC, and with a counter of 32 bits; the derivation data is the fixed input.
enum CounterMode {
  /// §4.1: K(i) = PRF(KI, i || fixed)
  static func counter(_ base: Secret, _ parameters: DerivationParameters, count: Int) throws -> [UInt8] {
    let function = try PseudorandomFunction(base, parameters)
    let fixed = try KeyDerivation.data(parameters, .nist800108C)
    return blocks(count) { index, _ in function.output(index.bytes + fixed) }
  }

  /// §4.2: K(i) = PRF(KI, K(i − 1) || i || fixed), K(0) the initialization vector
  static func feedback(_ base: Secret, _ parameters: DerivationParameters, count: Int) throws -> [UInt8] {
    let function = try PseudorandomFunction(base, parameters)
    let fixed = try KeyDerivation.data(parameters, .nist800108F)
    let vector = parameters.initializationVector ?? []
    return blocks(count) { index, previous in function.output((previous ?? vector) + index.bytes + fixed) }
  }

  /// §4.3: K(i) = PRF(KI, A(i) || i || fixed), A(i) = PRF(KI, A(i − 1)), A(0) the fixed input
  static func doublePipeline(_ base: Secret, _ parameters: DerivationParameters, count: Int) throws -> [UInt8] {
    let function = try PseudorandomFunction(base, parameters)
    let fixed = try KeyDerivation.data(parameters, .nist800108DPI)
    var first = fixed
    return blocks(count) { index, _ in
      first = function.output(first)
      return function.output(first + index.bytes + fixed)
    }
  }

  private static func blocks(
    _ count: Int, _ block: (_ index: UInt32, _ previous: [UInt8]?) -> [UInt8]
  ) -> [UInt8] {
    var output: [UInt8] = []
    var previous: [UInt8]?
    var index: UInt32 = 1
    while output.count < count {
      let next = block(index, previous)
      output += next
      previous = next
      index &+= 1
    }
    return output
  }
}

extension UInt32 {
  fileprivate var bytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
