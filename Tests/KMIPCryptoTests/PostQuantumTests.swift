import KMIP
import KMIPCrypto
import Testing

@Suite struct PostQuantumTests {
  @Test(arguments: [(CryptographicAlgorithm.mlKEM768, 1088), (.mlKEM1024, 1568)])
  func whoeverHasThePrivateKeyLearnsTheSecret(algorithm: CryptographicAlgorithm, length: Int) throws {
    let pair = try KeyGeneration.keyPair(algorithm)
    let publicKey = try CryptographicKey(publicKey: pair.publicKey)
    let made = try Cipher.encrypt([], with: publicKey)
    #expect(made.data.count == 32 && made.ivCounterNonce?.count == length)
    let encapsulated = Ciphertext(data: try #require(made.ivCounterNonce))
    let privateKey = try CryptographicKey(privateKey: pair.privateKey)
    #expect(try Cipher.decrypt(encapsulated, with: privateKey) == made.data)
    let other = try CryptographicKey(privateKey: KeyGeneration.keyPair(algorithm).privateKey)
    #expect(try Cipher.decrypt(encapsulated, with: other) != made.data)
    #expect(reason { _ = try Cipher.encrypt([1], with: publicKey) } == .invalidField)
    #expect(reason { _ = try Cipher.decrypt(Ciphertext(data: [1, 2]), with: privateKey) } == .cryptographicFailure)
    #expect(
      reason { _ = try DigitalSignature.sign(.data([]), with: privateKey) } == .unsupportedCryptographicParameters)
  }

  @Test(arguments: [(CryptographicAlgorithm.mlDSA65, 3309), (.mlDSA87, 4627)])
  func latticeSignaturesVerify(algorithm: CryptographicAlgorithm, length: Int) throws {
    let pair = try KeyGeneration.keyPair(algorithm)
    let privateKey = try CryptographicKey(privateKey: pair.privateKey)
    let publicKey = try CryptographicKey(publicKey: pair.publicKey)
    let signature = try DigitalSignature.sign(.data(message), with: privateKey)
    #expect(signature.count == length)
    #expect(try DigitalSignature.verify(signature, of: .data(message), with: publicKey))
    #expect(try !DigitalSignature.verify(signature, of: .data([]), with: publicKey))
    #expect(reason { _ = try Cipher.encrypt([], with: publicKey) } == .unsupportedCryptographicParameters)
    #expect(
      reason { _ = try DigitalSignature.sign(.digestedData([]), with: privateKey) }
        == .unsupportedCryptographicParameters)
  }

  @Test func formatsAreReadBack() throws {
    for algorithm in [CryptographicAlgorithm.mlKEM768, .mlKEM1024, .mlDSA65, .mlDSA87] {
      let pair = try KeyGeneration.keyPair(algorithm)
      let keys = [
        (try CryptographicKey(privateKey: pair.privateKey), ObjectType.privateKey),
        (try CryptographicKey(publicKey: pair.publicKey), .publicKey),
      ]
      for (key, type) in keys {
        for format in [KeyFormatType.raw, .pkcs8] {
          #expect(try CryptographicKey(key.keyBlock(format: format), objectType: type) == key)
        }
        #expect(reason { _ = try key.keyBlock(format: .pkcs1) } == .keyFormatTypeNotSupported)
      }
    }
  }

  // RFC 9935 §C.1: the seed counts from 0 to 63.
  @Test func theSeedIsThePrivateKey() throws {
    let pkcs8 = hex("3054020100300b060960864801650304040204428040") + Array(0..<64)
    let key = try CryptographicKey(privateKey: Secret(pkcs8))
    #expect(key.algorithm == .mlKEM768 && key.secret == Secret(pkcs8))
    let expanded = hex("301a020100300b0609608648016503040402040804060102030405 06")
    #expect(reason { _ = try CryptographicKey(privateKey: Secret(expanded)) } != nil)
  }
}
