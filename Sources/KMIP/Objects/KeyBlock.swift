public import TTLV

/// KMIP 2.1 §3.1
public struct KeyBlock: Structure {
  public var keyFormatType: KeyFormatType
  public var keyCompressionType: KeyCompressionType?
  public var keyValue: KeyValue?
  public var cryptographicAlgorithm: CryptographicAlgorithm?
  public var cryptographicLength: Int32?
  public var keyWrappingData: KeyWrappingData?

  public init(
    keyFormatType: KeyFormatType, keyCompressionType: KeyCompressionType? = nil, keyValue: KeyValue?,
    cryptographicAlgorithm: CryptographicAlgorithm? = nil, cryptographicLength: Int32? = nil,
    keyWrappingData: KeyWrappingData? = nil
  ) {
    self.keyFormatType = keyFormatType
    self.keyCompressionType = keyCompressionType
    self.keyValue = keyValue
    self.cryptographicAlgorithm = cryptographicAlgorithm
    self.cryptographicLength = cryptographicLength
    self.keyWrappingData = keyWrappingData
  }

  public init(from reader: inout FieldReader) throws(KMIPError) {
    keyFormatType = try reader.required(.keyFormatType)
    keyCompressionType = try reader.optional(.keyCompressionType)
    keyValue = try reader.optional(.keyValue)
    cryptographicAlgorithm = try reader.optional(.cryptographicAlgorithm)
    cryptographicLength = try reader.optional(.cryptographicLength)
    keyWrappingData = try reader.optional(.keyWrappingData)
  }

  public func write(to writer: inout FieldWriter) {
    writer.write(.keyFormatType, keyFormatType)
    writer.write(.keyCompressionType, keyCompressionType)
    writer.write(.keyValue, keyValue)
    writer.write(.cryptographicAlgorithm, cryptographicAlgorithm)
    writer.write(.cryptographicLength, cryptographicLength)
    writer.write(.keyWrappingData, keyWrappingData)
  }
}

/// KMIP 2.1 §3.2: bytes when wrapped, else material with attributes.
public enum KeyValue: FieldValue, Hashable {
  case wrapped([UInt8])
  case plain(KeyMaterial, attributes: Attributes?)

  public init(_ value: Item.Value) throws(KMIPError) {
    switch value {
    case .byteString(let bytes): self = .wrapped(bytes)
    case .structure(let items):
      var reader = FieldReader(items)
      self = .plain(try reader.required(.keyMaterial), attributes: try reader.optional(.attributes))
    default: throw KMIPError(.wrongType(found: value.type, wanted: .structure))
    }
  }

  public var itemValue: Item.Value {
    switch self {
    case .wrapped(let bytes): return .byteString(bytes)
    case .plain(let material, let attributes):
      var writer = FieldWriter()
      writer.write(.keyMaterial, material)
      writer.write(.attributes, attributes)
      return .structure(writer.items)
    }
  }

  public var material: KeyMaterial? { if case .plain(let material, _) = self { material } else { nil } }
}

/// A byte string, or a structure for the transparent formats.
public enum KeyMaterial: FieldValue, Hashable {
  case bytes(Secret)
  case transparent(TransparentMaterial)

  public init(_ value: Item.Value) throws(KMIPError) {
    switch value {
    case .byteString(let bytes): self = .bytes(Secret(bytes))
    case .structure(let items): self = .transparent(TransparentMaterial(items))
    default: throw KMIPError(.wrongType(found: value.type, wanted: .byteString))
    }
  }

  public var itemValue: Item.Value {
    switch self {
    case .bytes(let secret): .byteString(secret.withBytes { Array($0) })
    case .transparent(let material): .structure(material.items)
    }
  }
}

/// The fields of a transparent key. It does not print.
public struct TransparentMaterial: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  public let items: [Item]

  public init(_ items: [Item]) { self.items = items }
  public init(_ structure: some Structure) { items = structure.items }

  public var description: String { "‹transparent key›" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
