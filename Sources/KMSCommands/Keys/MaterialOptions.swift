import KMIP
import KMSInterpreter
import KMSSyntax

/// The parameters of `register` and `import`, which carry an object's material.
struct MaterialOptions {
  static let types = ["symmetric-key", "private-key", "public-key", "certificate", "secret-data", "opaque-object"]
  static let parameters: [CommandParameter] = [
    CommandParameter("algorithm", .word(CryptographicAlgorithm.self, "algorithm"), help: "of a key"),
    CommandParameter("length", .int, help: "of a key, in bits; of its bytes if left out"),
    CommandParameter(
      "format", .word(KeyFormatType.self, "key format"), help: "of a key; the usual one of its type if left out"),
    CommandParameter("wrapped-with", .id(many: false), help: "the key in the KMS that unwraps the material"),
    CommandParameter(
      "password", .id(many: false), help: "with format=pkcs12: the secret data in the KMS that opens the file"),
  ]

  var type: ObjectType
  var attributes: Attributes
  private var data: [UInt8]
  private var format: KeyFormatType
  private var wrappingKey: String?

  init(_ arguments: Arguments, now: Int64, backup: Record = Record()) throws {
    let word = arguments.word("type") ?? backup.word("type")
    guard let type = word.flatMap(ObjectType.init(word:)) else {
      throw CommandError(.missingParameter, "'type' is missing", parameter: "type")
    }
    self.type = type
    let block = PEMBlock(try Self.data(arguments, backup))
    data = block.bytes
    format =
      arguments.enumeration("format") ?? backup.word("format").flatMap(KeyFormatType.init(word:)) ?? block.format
      ?? type.plainFormat
    wrappingKey = arguments.id("wrapped-with") ?? backup.id("wrapped-with")
    attributes = ObjectOptions.attributes(arguments, now: now)
    attributes.cryptographicAlgorithm =
      arguments.enumeration("algorithm") ?? backup.word("algorithm").flatMap(CryptographicAlgorithm.init(word:))
    attributes.cryptographicLength = try arguments.int32("length") ?? backup.length ?? plainLength
    attributes.cryptographicUsageMask = arguments.mask("usage") ?? backup.usage ?? usualUsage
    if let password = arguments.id("password") { attributes.setLink(.pkcs12PasswordLink, password) }
    if attributes.names.isEmpty, let name = backup.text("name") {
      attributes.names = [Name(nameValue: name, nameType: .uninterpretedTextString)]
    }
  }

  private static func data(_ arguments: Arguments, _ backup: Record) throws -> [UInt8] {
    if let data = arguments.data("data") { return data }
    switch backup["material"] {
    case .bytes(let bytes)?: return bytes
    case .text(let text)?: return Array(text.utf8)
    default:
      throw CommandError(.missingParameter, "'data' is missing", hint: "data=… takes bytes, PEM text or a secret")
    }
  }

  private var plainLength: Int32? {
    type == .symmetricKey && wrappingKey == nil ? Int32(exactly: data.count * 8) : nil
  }

  private var usualUsage: CryptographicUsageMask? {
    switch type {
    case .symmetricKey: (attributes.cryptographicAlgorithm ?? .aes).usualUsage
    case .privateKey: [.sign, .decrypt, .unwrapKey, .certificateSign]
    case .publicKey: [.verify, .encrypt, .wrapKey]
    case .certificate: [.verify]
    default: nil
    }
  }

  func object() throws -> KMIP.ManagedObject {
    switch type {
    case .symmetricKey: .symmetricKey(SymmetricKey(keyBlock: keyBlock))
    case .privateKey: .privateKey(PrivateKey(keyBlock: keyBlock))
    case .publicKey: .publicKey(PublicKey(keyBlock: keyBlock))
    case .secretData: .secretData(SecretData(secretDataType: .password, keyBlock: keyBlock))
    case .certificate: .certificate(Certificate(certificateType: .x509, certificateValue: data))
    default:
      .opaqueObject(OpaqueObject(opaqueDataType: OpaqueDataType(rawValue: 0x8000_0001), opaqueDataValue: data))
    }
  }

  private var keyBlock: KeyBlock {
    guard let wrappingKey else {
      return KeyBlock(
        keyFormatType: format, keyValue: .plain(.bytes(Secret(data)), attributes: nil),
        cryptographicAlgorithm: attributes.cryptographicAlgorithm, cryptographicLength: attributes.cryptographicLength)
    }
    let key = EncryptionKeyInformation(
      uniqueIdentifier: .text(wrappingKey),
      cryptographicParameters: CryptographicParameters(blockCipherMode: .nistKeyWrap))
    return KeyBlock(
      keyFormatType: format, keyValue: .wrapped(data), cryptographicAlgorithm: attributes.cryptographicAlgorithm,
      cryptographicLength: attributes.cryptographicLength,
      keyWrappingData: KeyWrappingData(
        wrappingMethod: .encrypt, encryptionKeyInformation: key, encodingOption: .noEncoding))
  }

  var unwraps: Bool { wrappingKey != nil }
}

/// Bytes that may be PEM, and what the label says of their format.
private struct PEMBlock {
  var bytes: [UInt8]
  var format: KeyFormatType?

  init(_ data: [UInt8]) {
    bytes = data
    guard data.starts(with: Array("-----BEGIN ".utf8)), let block = PEM.block(in: String(decoding: data, as: UTF8.self))
    else { return }
    bytes = block.der
    format =
      switch block.label {
      case "PRIVATE KEY": .pkcs8
      case "PUBLIC KEY": .x509
      case "RSA PRIVATE KEY", "RSA PUBLIC KEY": .pkcs1
      case "EC PRIVATE KEY": .ecPrivateKey
      default: nil
      }
  }
}

extension ObjectType {
  fileprivate var plainFormat: KeyFormatType {
    switch self {
    case .privateKey: .pkcs8
    case .publicKey: .x509
    default: .raw
    }
  }
}

extension Record {
  func word(_ name: String) -> String? { if case .enumeration(let word)? = self[name] { word } else { nil } }
  func text(_ name: String) -> String? { if case .text(let text)? = self[name] { text } else { nil } }
  func id(_ name: String) -> String? { if case .id(let id)? = self[name] { id } else { nil } }
  fileprivate var length: Int32? { if case .int(let length)? = self["length"] { Int32(exactly: length) } else { nil } }
  fileprivate var usage: CryptographicUsageMask? {
    guard case .list(let values)? = self["usage"] else { return nil }
    let words = values.compactMap { if case .enumeration(let word) = $0 { word } else { nil } }
    return CryptographicUsageMask(words.compactMap(CryptographicUsageMask.init(word:)))
  }
}
