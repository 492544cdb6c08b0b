import Crypto
import FoundationEssentials
import KMIP
import SwiftASN1

/// A lattice private key, which is written as its seed.
enum PostQuantumPrivateKey {
  case mlKEM768(MLKEM768.PrivateKey)
  case mlKEM1024(MLKEM1024.PrivateKey)
  case mlDSA65(MLDSA65.PrivateKey)
  case mlDSA87(MLDSA87.PrivateKey)

  static func generate(_ kind: PostQuantumKind) throws -> Self {
    switch kind {
    case .mlKEM768: .mlKEM768(try .generate())
    case .mlKEM1024: .mlKEM1024(try .generate())
    case .mlDSA65: .mlDSA65(try .init())
    case .mlDSA87: .mlDSA87(try .init())
    }
  }

  init(_ kind: PostQuantumKind, seed: [UInt8]) throws {
    switch kind {
    case .mlKEM768: self = .mlKEM768(try .init(seedRepresentation: seed, publicKey: nil))
    case .mlKEM1024: self = .mlKEM1024(try .init(seedRepresentation: seed, publicKey: nil))
    case .mlDSA65: self = .mlDSA65(try .init(seedRepresentation: seed, publicKey: nil))
    case .mlDSA87: self = .mlDSA87(try .init(seedRepresentation: seed, publicKey: nil))
    }
  }

  /// The content of PKCS#8 is a choice (RFC 9935 §6, RFC 9881 §6), of which the seed alone is read, and the seed
  /// with the expanded key: nothing gives the seed back of an expanded key.
  init(_ kind: PostQuantumKind, content: [UInt8]) throws {
    let node = try DER.parse(content)
    switch node.identifier {
    case Self.seedIdentifier: try self.init(kind, seed: Array(Self.primitive(node)))
    case .sequence:
      let seed = try DER.sequence(node, identifier: .sequence) { fields in
        let seed = try ASN1OctetString(derEncoded: &fields)
        _ = try ASN1OctetString(derEncoded: &fields)
        return seed
      }
      try self.init(kind, seed: Array(seed.bytes))
    default: throw OperationFailure.unsupported("an expanded \(kind.algorithm) key without its seed is not supported")
    }
  }

  private static let seedIdentifier = ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)

  private static func primitive(_ node: ASN1Node) throws -> ArraySlice<UInt8> {
    guard case .primitive(let bytes) = node.content else { throw OperationFailure.invalid("the seed is no bytes") }
    return bytes
  }

  var seed: [UInt8] {
    switch self {
    case .mlKEM768(let key): Array(key.seedRepresentation)
    case .mlKEM1024(let key): Array(key.seedRepresentation)
    case .mlDSA65(let key): Array(key.seedRepresentation)
    case .mlDSA87(let key): Array(key.seedRepresentation)
    }
  }

  var pkcs8: Secret {
    get throws {
      var serializer = DER.Serializer()
      let seed = seed
      serializer.appendPrimitiveNode(identifier: Self.seedIdentifier) { $0.append(contentsOf: seed) }
      return Secret(try KeyEncoding.pkcs8(publicKey.kind.identifier, content: serializer.serializedBytes))
    }
  }

  var publicKey: PostQuantumPublicKey {
    switch self {
    case .mlKEM768(let key): .mlKEM768(key.publicKey)
    case .mlKEM1024(let key): .mlKEM1024(key.publicKey)
    case .mlDSA65(let key): .mlDSA65(key.publicKey)
    case .mlDSA87(let key): .mlDSA87(key.publicKey)
    }
  }

  func sign(_ data: [UInt8]) throws -> [UInt8] {
    switch self {
    case .mlDSA65(let key): Array(try key.signature(for: data))
    case .mlDSA87(let key): Array(try key.signature(for: data))
    case .mlKEM768, .mlKEM1024: throw OperationFailure.unsupported("ML-KEM keys do not sign")
    }
  }

  func decapsulate(_ encapsulated: [UInt8]) throws -> [UInt8] {
    let secret =
      switch self {
      case .mlKEM768(let key): try key.decapsulate(encapsulated)
      case .mlKEM1024(let key): try key.decapsulate(encapsulated)
      case .mlDSA65, .mlDSA87: throw OperationFailure.unsupported("ML-DSA keys do not decapsulate")
      }
    return secret.withUnsafeBytes { Array($0) }
  }
}

enum PostQuantumPublicKey {
  case mlKEM768(MLKEM768.PublicKey)
  case mlKEM1024(MLKEM1024.PublicKey)
  case mlDSA65(MLDSA65.PublicKey)
  case mlDSA87(MLDSA87.PublicKey)

  init(_ kind: PostQuantumKind, bytes: [UInt8]) throws {
    switch kind {
    case .mlKEM768: self = .mlKEM768(try .init(rawRepresentation: bytes))
    case .mlKEM1024: self = .mlKEM1024(try .init(rawRepresentation: bytes))
    case .mlDSA65: self = .mlDSA65(try .init(rawRepresentation: bytes))
    case .mlDSA87: self = .mlDSA87(try .init(rawRepresentation: bytes))
    }
  }

  var kind: PostQuantumKind {
    switch self {
    case .mlKEM768: .mlKEM768
    case .mlKEM1024: .mlKEM1024
    case .mlDSA65: .mlDSA65
    case .mlDSA87: .mlDSA87
    }
  }

  var bytes: [UInt8] {
    switch self {
    case .mlKEM768(let key): Array(key.rawRepresentation)
    case .mlKEM1024(let key): Array(key.rawRepresentation)
    case .mlDSA65(let key): Array(key.rawRepresentation)
    case .mlDSA87(let key): Array(key.rawRepresentation)
    }
  }

  func verify(_ signature: [UInt8], _ data: [UInt8]) throws -> Bool {
    switch self {
    case .mlDSA65(let key): key.isValidSignature(signature, for: data)
    case .mlDSA87(let key): key.isValidSignature(signature, for: data)
    case .mlKEM768, .mlKEM1024: throw OperationFailure.unsupported("ML-KEM keys do not sign")
    }
  }

  func encapsulate() throws -> (secret: [UInt8], encapsulated: [UInt8]) {
    let result =
      switch self {
      case .mlKEM768(let key): try key.encapsulate()
      case .mlKEM1024(let key): try key.encapsulate()
      case .mlDSA65, .mlDSA87: throw OperationFailure.unsupported("ML-DSA keys do not encapsulate")
      }
    return (result.sharedSecret.withUnsafeBytes { Array($0) }, Array(result.encapsulated))
  }
}
