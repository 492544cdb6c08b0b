import KMIP
import KMIPCrypto
import Testing

@Suite struct KeyFormatTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let key: Fixtures.Key
    let algorithm: CryptographicAlgorithm
    let length: Int32
    let curve: RecommendedCurve?
    let privateFormats: [KeyFormatType]
    let publicFormats: [KeyFormatType]
    var testDescription: String { name }
  }

  private static let rsaFormats: ([KeyFormatType], [KeyFormatType]) = (
    [.pkcs1, .pkcs8, .transparentRSAPrivateKey], [.pkcs1, .x509, .pkcs8, .transparentRSAPublicKey]
  )
  private static let curveFormats: ([KeyFormatType], [KeyFormatType]) = (
    [.transparentECPrivateKey, .pkcs8, .ecPrivateKey], [.transparentECPublicKey, .x509, .pkcs8]
  )

  static let rows: [Row] = [
    Row(
      name: "RSA", key: Fixtures.rsa, algorithm: .rsa, length: 2048, curve: nil, privateFormats: rsaFormats.0,
      publicFormats: rsaFormats.1),
    Row(
      name: "P-256", key: Fixtures.p256, algorithm: .ec, length: 256, curve: .p256, privateFormats: curveFormats.0,
      publicFormats: curveFormats.1),
    Row(
      name: "P-384", key: Fixtures.p384, algorithm: .ec, length: 384, curve: .p384, privateFormats: curveFormats.0,
      publicFormats: curveFormats.1),
    Row(
      name: "P-521", key: Fixtures.p521, algorithm: .ec, length: 521, curve: .p521, privateFormats: curveFormats.0,
      publicFormats: curveFormats.1),
    Row(
      name: "Ed25519", key: Fixtures.ed25519, algorithm: .ed25519, length: 256, curve: .curve25519,
      privateFormats: [.transparentECPrivateKey, .pkcs8], publicFormats: curveFormats.1),
    Row(
      name: "X25519", key: Fixtures.x25519, algorithm: .ec, length: 256, curve: .curve25519,
      privateFormats: [.transparentECPrivateKey, .pkcs8], publicFormats: curveFormats.1),
    Row(
      name: "P-224", key: Fixtures.p224, algorithm: .ec, length: 224, curve: .p224, privateFormats: curveFormats.0,
      publicFormats: curveFormats.1),
    Row(
      name: "secp256k1", key: Fixtures.secp256k1, algorithm: .ec, length: 256, curve: .secp256k1,
      privateFormats: curveFormats.0, publicFormats: curveFormats.1),
    Row(
      name: "brainpoolP256r1", key: Fixtures.brainpoolP256, algorithm: .ec, length: 256, curve: .brainpoolp256r1,
      privateFormats: curveFormats.0, publicFormats: curveFormats.1),
    Row(
      name: "Ed448", key: Fixtures.ed448, algorithm: .ed448, length: 448, curve: .curve448,
      privateFormats: [.transparentECPrivateKey, .pkcs8], publicFormats: curveFormats.1),
    Row(
      name: "X448", key: Fixtures.x448, algorithm: .ec, length: 448, curve: .curve448,
      privateFormats: [.transparentECPrivateKey, .pkcs8], publicFormats: curveFormats.1),
  ]

  @Test(arguments: rows)
  func openSSLsKeysAreRead(row: Row) throws {
    let privateKey = try CryptographicKey(privateKey: Secret(row.key.pkcs8))
    let publicKey = try CryptographicKey(publicKey: row.key.spki)
    for key in [privateKey, publicKey] {
      #expect(key.algorithm == row.algorithm)
      #expect(key.length == row.length)
      #expect(key.curve == row.curve)
    }
    #expect(try privateKey.publicKey() == publicKey)
    #expect(privateKey.secret == Secret(row.key.pkcs8))
    #expect(publicKey.secret == Secret(row.key.spki))
  }

  @Test(arguments: rows)
  func everyFormatIsWrittenAndReadBack(row: Row) throws {
    let privateKey = try CryptographicKey(privateKey: Secret(row.key.pkcs8))
    for format in row.privateFormats {
      let block = try privateKey.keyBlock(format: format)
      #expect(block.keyFormatType == format)
      #expect(try CryptographicKey(block, objectType: .privateKey) == privateKey)
    }
    let publicKey = try CryptographicKey(publicKey: row.key.spki)
    for format in row.publicFormats {
      let block = try publicKey.keyBlock(format: format)
      #expect(try CryptographicKey(block, objectType: .publicKey) == publicKey)
    }
    #expect(try privateKey.keyBlock().keyFormatType == row.privateFormats[0])
    #expect(try publicKey.keyBlock().keyFormatType == row.publicFormats[0])
  }

  @Test(arguments: rows)
  func otherFormatsAreRefused(row: Row) throws {
    let privateKey = try CryptographicKey(privateKey: Secret(row.key.pkcs8))
    let publicKey = try CryptographicKey(publicKey: row.key.spki)
    for code: UInt32 in 1...0x17 {
      let format = KeyFormatType(rawValue: code)
      if !row.privateFormats.contains(format) {
        #expect(reason { _ = try privateKey.keyBlock(format: format) } == .keyFormatTypeNotSupported)
      }
      if !row.publicFormats.contains(format) {
        #expect(reason { _ = try publicKey.keyBlock(format: format) } == .keyFormatTypeNotSupported)
      }
    }
  }

  @Test(arguments: rows.prefix(4))
  func traditionalFormatsAreOpenSSLs(row: Row) throws {
    let format: KeyFormatType = row.algorithm == .rsa ? .pkcs1 : .ecPrivateKey
    let block = try CryptographicKey(privateKey: Secret(row.key.pkcs8)).keyBlock(format: format)
    let traditional = try #require(row.key.traditional)
    #expect(block.keyValue?.material == .bytes(Secret(traditional)))
  }

  @Test func theRSAPublicKeyInPKCS1IsOpenSSLs() throws {
    let block = try CryptographicKey(publicKey: Fixtures.rsa.spki).keyBlock()
    #expect(block.keyValue?.material == .bytes(Secret(Fixtures.rsaPKCS1Public)))
  }

  @Test func compressedPointsAreWrittenAndRead() throws {
    let key = try CryptographicKey(publicKey: Fixtures.p384.spki)
    let block = try key.keyBlock(compression: .ecPublicKeyTypeX962CompressedPrime)
    guard case .transparent(let fields)? = block.keyValue?.material else { throw OperationFailure.absent }
    #expect(try TransparentECPublicKey(items: fields.items).qString.count == 49)
    #expect(try CryptographicKey(block, objectType: .publicKey) == key)
    let found = reason { _ = try key.keyBlock(format: .x509, compression: .ecPublicKeyTypeX962CompressedPrime) }
    #expect(found == .keyCompressionTypeNotSupported)
  }

  @Test func symmetricKeysAreRawOrTransparent() throws {
    let key = try aes(RandomBytes.make(count: 32))
    for format in [KeyFormatType.raw, .transparentSymmetricKey] {
      #expect(try CryptographicKey(key.keyBlock(format: format), objectType: .symmetricKey) == key)
    }
    #expect(try key.keyBlock().keyFormatType == .raw)
    #expect(reason { _ = try key.keyBlock(format: .pkcs8) } == .keyFormatTypeNotSupported)
    #expect(try key.digest.digestValue == Hashing.digest(of: key.withBytes { Array($0) }, .sha256))
  }

  @Test func declarationsAreChecked() throws {
    let key = try CryptographicKey(privateKey: Secret(Fixtures.p256.pkcs8), algorithm: .ecdsa)
    #expect(key.algorithm == .ecdsa)
    var block = try key.keyBlock(format: .pkcs8)
    block.cryptographicLength = 384
    #expect(reason { _ = try CryptographicKey(block, objectType: .privateKey) } == .invalidField)
    block.cryptographicLength = nil
    block.cryptographicAlgorithm = .rsa
    #expect(reason { _ = try CryptographicKey(block, objectType: .privateKey) } == .invalidField)
    block.keyValue = nil
    #expect(reason { _ = try CryptographicKey(block, objectType: .privateKey) } == .keyValueNotPresent)
    #expect(reason { _ = try aes([1, 2, 3]) } == .invalidField)
  }

  @Test func transparentRSAWithoutPrimesIsRefused() throws {
    let block = try CryptographicKey(privateKey: Secret(Fixtures.rsa.pkcs8)).keyBlock(format: .transparentRSAPrivateKey)
    guard case .transparent(let material)? = block.keyValue?.material else { throw OperationFailure.absent }
    var fields = try TransparentRSAPrivateKey(items: material.items)
    fields.primeExponentP = nil
    fields.primeExponentQ = nil
    fields.crtCoefficient = nil
    var changed = block
    changed.keyValue = .plain(.transparent(TransparentMaterial(fields)), attributes: nil)
    #expect(try CryptographicKey(changed, objectType: .privateKey) == CryptographicKey(block, objectType: .privateKey))
    fields.p = nil
    changed.keyValue = .plain(.transparent(TransparentMaterial(fields)), attributes: nil)
    #expect(reason { _ = try CryptographicKey(changed, objectType: .privateKey) } == .keyFormatTypeNotSupported)
    fields.p = BigInteger(magnitude: [15])
    changed.keyValue = .plain(.transparent(TransparentMaterial(fields)), attributes: nil)
    #expect(reason { _ = try CryptographicKey(changed, objectType: .privateKey) } == .invalidField)
  }

  @Test func shortRSAKeysAreRefused() {
    #expect(reason { _ = try CryptographicKey(privateKey: Secret(Fixtures.rsa1024)) } == .invalidField)
    #expect(reason { _ = try KeyGeneration.keyPair(.rsa, length: 1024) } == .unsupportedCryptographicParameters)
  }
}

extension OperationFailure {
  static var absent: Self { OperationFailure(reason: .generalFailure, message: "absent") }
}
