public import TTLV

/// KMIP 2.1 §2: one of the objects that a server keeps, under its own tag.
public enum ManagedObject: Hashable, Sendable {
  case certificate(Certificate)
  case certificateRequest(CertificateRequest)
  case opaqueObject(OpaqueObject)
  case pgpKey(PGPKey)
  case privateKey(PrivateKey)
  case publicKey(PublicKey)
  case secretData(SecretData)
  case splitKey(SplitKey)
  case symmetricKey(SymmetricKey)
  /// Attributes for objects to be made, which version 1 refers to by a name (KMIP 1.2 §2.2.6).
  case template(Attributes)

  static let tags: Set<Tag> = [
    .certificate, .certificateRequest, .opaqueObject, .pgpKey, .privateKey, .publicKey, .secretData, .splitKey,
    .symmetricKey, .template,
  ]

  public init(_ item: Item) throws(KMIPError) {
    do { self = try Self.decode(item) } catch { throw error.inside(item.tag) }
  }

  private static func decode(_ item: Item) throws(KMIPError) -> Self {
    switch item.tag {
    case .certificate: .certificate(try Certificate(item.value))
    case .certificateRequest: .certificateRequest(try CertificateRequest(item.value))
    case .opaqueObject: .opaqueObject(try OpaqueObject(item.value))
    case .pgpKey: .pgpKey(try PGPKey(item.value))
    case .privateKey: .privateKey(try PrivateKey(item.value))
    case .publicKey: .publicKey(try PublicKey(item.value))
    case .secretData: .secretData(try SecretData(item.value))
    case .splitKey: .splitKey(try SplitKey(item.value))
    case .symmetricKey: .symmetricKey(try SymmetricKey(item.value))
    case .template: .template(try Attributes(item.value))
    default: throw KMIPError(.noObject)
    }
  }

  public var item: Item {
    switch self {
    case .certificate(let object): Item(.certificate, object.itemValue)
    case .certificateRequest(let object): Item(.certificateRequest, object.itemValue)
    case .opaqueObject(let object): Item(.opaqueObject, object.itemValue)
    case .pgpKey(let object): Item(.pgpKey, object.itemValue)
    case .privateKey(let object): Item(.privateKey, object.itemValue)
    case .publicKey(let object): Item(.publicKey, object.itemValue)
    case .secretData(let object): Item(.secretData, object.itemValue)
    case .splitKey(let object): Item(.splitKey, object.itemValue)
    case .symmetricKey(let object): Item(.symmetricKey, object.itemValue)
    case .template(let attributes): Item(.template, attributes.itemValue)
    }
  }

  public var type: ObjectType {
    switch self {
    case .certificate: .certificate
    case .certificateRequest: .certificateRequest
    case .opaqueObject: .opaqueObject
    case .pgpKey: .pgpKey
    case .privateKey: .privateKey
    case .publicKey: .publicKey
    case .secretData: .secretData
    case .splitKey: .splitKey
    case .symmetricKey: .symmetricKey
    case .template: .template
    }
  }

  public var keyBlock: KeyBlock? {
    switch self {
    case .certificate, .certificateRequest, .opaqueObject, .template: nil
    case .pgpKey(let object): object.keyBlock
    case .privateKey(let object): object.keyBlock
    case .publicKey(let object): object.keyBlock
    case .secretData(let object): object.keyBlock
    case .splitKey(let object): object.keyBlock
    case .symmetricKey(let object): object.keyBlock
    }
  }
}
