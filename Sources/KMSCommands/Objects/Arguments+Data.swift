import KMIP
import KMSInterpreter
import KMSSyntax

/// What `data=` takes: bytes as they are, text in UTF-8, a secret opened for the request alone.
let dataType: ValueType = .either([.bytes, .text, .secret])

extension Arguments {
  func data(_ name: String) -> [UInt8]? {
    switch self[name] {
    case .bytes(let bytes)?: bytes
    case .text(let text)?: Array(text.utf8)
    case .secret(let secret)?: secret.withBytes { Array($0) }
    default: nil
    }
  }

  func required(_ name: String) throws -> Value {
    guard let value = self[name] else {
      throw CommandError(.missingParameter, "'\(name)' is missing", parameter: name)
    }
    return value
  }

  func requiredID(_ name: String) throws -> String {
    guard let id = id(name) else { throw CommandError(.missingParameter, "'\(name)' is missing", parameter: name) }
    return id
  }

  func requiredData(_ name: String = "data") throws -> [UInt8] {
    guard let data = data(name) else {
      throw CommandError(.missingParameter, "'\(name)' is missing", hint: "\(name)=… takes bytes, text or a secret")
    }
    return data
  }

  func int32(_ name: String) throws -> Int32? {
    guard let number = int(name) else { return nil }
    guard let small = Int32(exactly: number) else {
      throw CommandError(.invalidArgument, "\(number) is out of range", parameter: name)
    }
    return small
  }

  /// A duration in whole seconds, as KMIP has it.
  func interval(_ name: String) throws -> Interval? {
    guard let milliseconds = duration(name) else { return nil }
    guard let seconds = UInt32(exactly: milliseconds / 1000) else {
      throw CommandError(.invalidArgument, "'\(name)' is out of range", parameter: name)
    }
    return Interval(seconds: seconds)
  }

  /// The KMIP enumeration whose word the checker has let through.
  func enumeration<Value: Enumerated>(_ name: String, as type: Value.Type = Value.self) -> Value? {
    word(name).flatMap(Value.init(word:))
  }

  func texts(_ name: String) -> [String] {
    switch self[name] {
    case .text(let text)?: [text]
    case .list(let values)?: values.compactMap { if case .text(let text) = $0 { text } else { nil } }
    default: []
    }
  }

  func mask(_ name: String) -> CryptographicUsageMask? {
    let words = words(name)
    return words.isEmpty ? nil : CryptographicUsageMask(words.compactMap(CryptographicUsageMask.init(word:)))
  }
}

extension ValueType {
  static func word<Value: Enumerated>(_ type: Value.Type, _ name: String) -> ValueType {
    .enumeration(Words(name, Value.words))
  }

  static func words(_ name: String, _ words: [String]) -> ValueType { .enumeration(Words(name, words)) }

  static let usage: ValueType = .list(of: .words("usage", CryptographicUsageMask.words))
}
