import KMIP
import KMIPCrypto
import Testing

@Suite struct KeyGenerationTests {
  @Test(arguments: [
    (CryptographicAlgorithm.aes, Int32(128)), (.aes, 192), (.aes, 256), (.chaCha20, 256), (.chaCha20Poly1305, 256),
    (.hmacSHA1, 160), (.skipjack, 80), (.hmacSHA256, 8), (.hmacSHA512, 8192),
  ])
  func symmetricKeysHaveTheLengthAskedFor(algorithm: CryptographicAlgorithm, length: Int32) throws {
    let secret = try KeyGeneration.symmetricKey(algorithm, length: length)
    #expect(secret.count == Int(length) / 8)
    #expect(try CryptographicKey(symmetric: secret, algorithm: algorithm).length == length)
  }

  @Test(arguments: [
    (CryptographicAlgorithm.aes, Int32(64)), (.aes, 0), (.aes, -8), (.chaCha20, 128), (.hmacSHA256, 12),
    (.hmacSHA256, 8200), (.hmacSHA256, 0), (.hmacSHA256, Int32.min),
  ])
  func otherLengthsAreRefused(algorithm: CryptographicAlgorithm, length: Int32) {
    #expect(reason { _ = try KeyGeneration.symmetricKey(algorithm, length: length) } == .invalidField)
  }

  @Test(arguments: [CryptographicAlgorithm.des, .rsa, .blowfish, CryptographicAlgorithm(rawValue: 0x8000_0099)])
  func otherAlgorithmsAreRefused(algorithm: CryptographicAlgorithm) {
    let found = reason { _ = try KeyGeneration.symmetricKey(algorithm, length: 128) }
    #expect(found == .unsupportedCryptographicParameters)
  }

  @Test(arguments: [(Int32(112), 16), (128, 16), (168, 24), (192, 24)])
  func a3DESKeyIsAsLongAsItIsSaidWithOrWithoutParity(length: Int32, bytes: Int) throws {
    let secret = try KeyGeneration.symmetricKey(.des3, length: length)
    #expect(secret.count == bytes)
    #expect(secret.withBytes { $0.allSatisfy { !$0.nonzeroBitCount.isMultiple(of: 2) } })
    let key = try CryptographicKey(symmetric: secret, algorithm: .des3, length: length)
    #expect(key.length == length)
    #expect(try CryptographicKey(key.keyBlock(), objectType: .symmetricKey).length == length)
    #expect(reason { _ = try Cipher.encrypt(message, with: key) } == .unsupportedCryptographicParameters)
  }

  @Test func rsaPairsFitTogether() throws {
    let pair = try KeyGeneration.keyPair(.rsa, length: 2048)
    #expect(pair.length == 2048)
    #expect(pair.curve == nil)
    let privateKey = try CryptographicKey(privateKey: pair.privateKey)
    let signature = try DigitalSignature.sign(.data(message), with: privateKey)
    let publicKey = try CryptographicKey(publicKey: pair.publicKey)
    #expect(try DigitalSignature.verify(signature, of: .data(message), with: publicKey))
  }

  @Test(arguments: [
    (CryptographicAlgorithm.ec, Int32?.some(256), RecommendedCurve?.none, RecommendedCurve.p256),
    (.ec, nil, nil, .p256), (.ecdsa, nil, .p384, .p384), (.ecdh, 521, .p521, .p521), (.ecdsa, 384, nil, .p384),
    (.ed25519, nil, nil, .curve25519), (.ed25519, 256, .curve25519, .curve25519),
    (.ecdh, nil, .curve25519, .curve25519), (.ec, nil, .secp256k1, .secp256k1), (.ec, 224, nil, .p224),
    (.ed448, nil, nil, .curve448), (.ecdh, nil, .curve448, .curve448),
    (.ecdsa, nil, .brainpoolp512r1, .brainpoolp512r1),
  ])
  func curvesComeFromNameOrLength(
    algorithm: CryptographicAlgorithm, length: Int32?, curve: RecommendedCurve?, wanted: RecommendedCurve
  ) throws {
    let pair = try KeyGeneration.keyPair(algorithm, length: length, curve: curve)
    #expect(pair.curve == wanted)
    #expect(pair.algorithm == algorithm)
    let key = try CryptographicKey(privateKey: pair.privateKey, algorithm: algorithm)
    #expect(try key.publicKey() == CryptographicKey(publicKey: pair.publicKey, algorithm: algorithm))
    #expect(key.length == pair.length)
  }

  @Test(arguments: [
    (CryptographicAlgorithm.rsa, Int32?.some(2050), RecommendedCurve?.none), (.rsa, 8192, nil), (.rsa, -1, nil),
    (.ec, 255, nil), (.ec, nil, .p192), (.ec, nil, .secp192k1), (.mlKEM512, nil, nil), (.mlDSA44, nil, nil),
    (.dsa, 2048, nil),
    (.ecdsa, nil, .curve25519), (.ed25519, nil, .curve448),
  ])
  func otherPairsAreRefused(algorithm: CryptographicAlgorithm, length: Int32?, curve: RecommendedCurve?) {
    let found = reason { _ = try KeyGeneration.keyPair(algorithm, length: length, curve: curve) }
    #expect(found == .unsupportedCryptographicParameters)
  }

  @Test func aLengthThatContradictsTheCurveIsRefused() {
    #expect(reason { _ = try KeyGeneration.keyPair(.ec, length: 256, curve: .p384) } == .invalidField)
  }

  @Test func cosmiansOwnCurvesMakeTheKeysThatSign() throws {
    for (code, algorithm) in [(UInt32(0x8000_0001), CryptographicAlgorithm.ed25519), (0x8000_0002, .ed448)] {
      #expect(try KeyGeneration.keyPair(.ec, curve: RecommendedCurve(rawValue: code)).algorithm == algorithm)
    }
  }
}
