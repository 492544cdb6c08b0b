import KMIP
import KMIPCrypto
import Testing

@Suite struct CipherTests {
  private static let gcmSIV = BlockCipherMode(rawValue: 0x8000_0002)

  @Test(
    arguments: [
      CryptographicParameters(), .init(blockCipherMode: .gcm, tagLength: 13), .init(blockCipherMode: .aead),
      .init(blockCipherMode: gcmSIV), .init(blockCipherMode: .cbc), .init(blockCipherMode: .ctr),
      .init(blockCipherMode: .ecb, paddingMethod: .pkcs5), .init(blockCipherMode: .cfb),
    ], [0, 1, 15, 16, 17, 100])
  func whatIsEncryptedDecrypts(parameters: CryptographicParameters, length: Int) throws {
    for bytes in [16, 32] {
      let key = try aes(RandomBytes.make(count: bytes))
      let data = try RandomBytes.make(count: length)
      let sealed = try Cipher.encrypt(data, with: key, parameters: parameters)
      // A byte may be encrypted to itself; sixteen do not by chance.
      #expect(sealed.data != data || data.count < 16)
      #expect(try Cipher.decrypt(sealed, with: key, parameters: parameters) == data)
    }
  }

  @Test(arguments: [CryptographicParameters(), .init(cryptographicAlgorithm: .chaCha20)])
  func chaCha20Decrypts(parameters: CryptographicParameters) throws {
    let secret = try KeyGeneration.symmetricKey(.chaCha20, length: 256)
    let key = try CryptographicKey(symmetric: secret, algorithm: .chaCha20)
    for data in [[], message] {
      let sealed = try Cipher.encrypt(data, with: key, parameters: parameters)
      #expect(try Cipher.decrypt(sealed, with: key, parameters: parameters) == data)
    }
  }

  @Test func aKeyOf192BitsEncrypts() throws {
    let key = try aes(RandomBytes.make(count: 24))
    let sealed = try Cipher.encrypt(message, with: key)
    #expect(try Cipher.decrypt(sealed, with: key) == message)
  }

  @Test(arguments: [16, 17, 31, 32, 47, 100])
  func xtsStealsForAnyLength(length: Int) throws {
    let parameters = CryptographicParameters(blockCipherMode: .xts)
    for bytes in [32, 64] {
      let key = try aes(RandomBytes.make(count: bytes))
      let data = try RandomBytes.make(count: length)
      let sealed = try Cipher.encrypt(data, with: key, parameters: parameters)
      #expect(sealed.data.count == length)
      #expect(try Cipher.decrypt(sealed, with: key, parameters: parameters) == data)
      #expect(reason { _ = try Cipher.encrypt([1], with: key, parameters: parameters) } == .invalidField)
    }
    let double = try aes(RandomBytes.make(count: 64))
    #expect(reason { _ = try Cipher.encrypt(data, with: double) } == .unsupportedCryptographicParameters)
    let equal = try aes([UInt8](repeating: 1, count: 32))
    let found = reason { _ = try Cipher.encrypt(data, with: equal, parameters: parameters) }
    #expect(found == .unsupportedCryptographicParameters)
  }

  private let data = [UInt8](repeating: 7, count: 16)

  @Test func theVectorIsGeneratedOnceAndNotRepeated() throws {
    let key = try aes(RandomBytes.make(count: 32))
    let first = try Cipher.encrypt(message, with: key)
    let second = try Cipher.encrypt(message, with: key)
    #expect(first.ivCounterNonce?.count == 12)
    #expect(first.ivCounterNonce != second.ivCounterNonce)
    #expect(first.authenticatedEncryptionTag?.count == 16)
  }

  @Test(arguments: [1, 7, 8, 9, 16, 33, 1192])
  func keyWrapWithPaddingTakesAnyLength(length: Int) throws {
    let key = try aes(RandomBytes.make(count: 32))
    let data = try RandomBytes.make(count: length)
    let parameters = CryptographicParameters(blockCipherMode: .aesKeyWrapPadding)
    var sealed = try Cipher.encrypt(data, with: key, parameters: parameters)
    #expect(try Cipher.decrypt(sealed, with: key, parameters: parameters) == data)
    sealed.data[0] ^= 1
    #expect(reason { _ = try Cipher.decrypt(sealed, with: key, parameters: parameters) } == .cryptographicFailure)
  }

  @Test(arguments: [
    (CryptographicParameters(blockCipherMode: .ccm), ResultReason.unsupportedCryptographicParameters),
    (.init(blockCipherMode: .xts), .unsupportedCryptographicParameters),
    (.init(blockCipherMode: .ofb), .unsupportedCryptographicParameters),
    (.init(blockCipherMode: .gcm, tagLength: 11), .unsupportedCryptographicParameters),
    (.init(blockCipherMode: .gcm, tagLength: 17), .unsupportedCryptographicParameters),
    (.init(blockCipherMode: .cbc, paddingMethod: .ansiX923), .unsupportedCryptographicParameters),
    (.init(blockCipherMode: .cbc, paddingMethod: .noPadding), .invalidField),
    (.init(blockCipherMode: .ecb), .invalidField),
    (.init(blockCipherMode: .nistKeyWrap), .invalidField),
    (.init(cryptographicAlgorithm: .rsa), .badCryptographicParameters),
    (.init(randomIV: false), .missingInitializationVector),
    (.init(ivLength: 16), .unsupportedCryptographicParameters),
  ])
  func whatIsMissingIsRefused(parameters: CryptographicParameters, wanted: ResultReason) throws {
    let key = try aes(RandomBytes.make(count: 16))
    #expect(reason { _ = try Cipher.encrypt(message, with: key, parameters: parameters) } == wanted)
  }

  @Test func additionalDataNeedsAnAuthenticatedCipher() throws {
    let key = try aes(RandomBytes.make(count: 16))
    let found = reason {
      _ = try Cipher.encrypt(message, with: key, parameters: .init(blockCipherMode: .cbc), additionalData: [1])
    }
    #expect(found == .unsupportedCryptographicParameters)
  }

  @Test(arguments: [
    Ciphertext(data: []), Ciphertext(data: [1], ivCounterNonce: [1]),
    Ciphertext(data: [1], ivCounterNonce: [UInt8](repeating: 0, count: 12)),
    Ciphertext(data: [1], ivCounterNonce: [UInt8](repeating: 0, count: 12), authenticatedEncryptionTag: [1]),
    Ciphertext(data: [], ivCounterNonce: [UInt8](repeating: 0, count: 16)),
    Ciphertext(data: [1, 2, 3], ivCounterNonce: [UInt8](repeating: 0, count: 16)),
    Ciphertext(data: [UInt8](repeating: 7, count: 16), ivCounterNonce: [UInt8](repeating: 0, count: 16)),
  ])
  func damagedCiphertextsAreRefused(ciphertext: Ciphertext) throws {
    let key = try aes([UInt8](repeating: 1, count: 16))
    let modes: [BlockCipherMode] = [.gcm, .cbc, .nistKeyWrap, .aesKeyWrapPadding, Self.gcmSIV]
    for mode in modes {
      #expect(reason { _ = try Cipher.decrypt(ciphertext, with: key, parameters: .init(blockCipherMode: mode)) } != nil)
    }
    let padded = CryptographicParameters(blockCipherMode: .ecb, paddingMethod: .pkcs5)
    #expect(reason { _ = try Cipher.decrypt(ciphertext, with: key, parameters: padded) } != nil)
  }
}

@Suite struct RSACipherTests {
  @Test func openSSLsOAEPDecrypts() throws {
    let key = try CryptographicKey(privateKey: Secret(Fixtures.rsa.pkcs8))
    #expect(try Cipher.decrypt(Ciphertext(data: Fixtures.rsaOAEP), with: key) == message)
  }

  @Test(arguments: [
    CryptographicParameters(), .init(paddingMethod: .oaep, hashingAlgorithm: .sha1),
    .init(hashingAlgorithm: .sha256), .init(paddingMethod: .pkcs1V15),
  ])
  func whatIsEncryptedDecrypts(parameters: CryptographicParameters) throws {
    let publicKey = try CryptographicKey(publicKey: Fixtures.rsa.spki)
    let privateKey = try CryptographicKey(privateKey: Secret(Fixtures.rsa.pkcs8))
    for data in [[], message] {
      let sealed = try Cipher.encrypt(data, with: publicKey, parameters: parameters)
      #expect(try Cipher.decrypt(sealed, with: privateKey, parameters: parameters) == data)
    }
  }

  @Test func whatIsMissingIsRefused() throws {
    let key = try CryptographicKey(publicKey: Fixtures.rsa.spki)
    for parameters in [
      CryptographicParameters(hashingAlgorithm: .sha512), .init(paddingMethod: .noPadding), .init(pSource: [1]),
      .init(hashingAlgorithm: .sha256, maskGeneratorHashingAlgorithm: .sha1),
    ] {
      let found = reason { _ = try Cipher.encrypt(message, with: key, parameters: parameters) }
      #expect(found == .unsupportedCryptographicParameters)
    }
    #expect(reason { _ = try Cipher.encrypt([UInt8](repeating: 0, count: 191), with: key) } == .invalidField)
    #expect(reason { _ = try Cipher.decrypt(Ciphertext(data: message), with: key) } == .invalidObjectType)
    let privateKey = try CryptographicKey(privateKey: Secret(Fixtures.rsa.pkcs8))
    #expect(reason { _ = try Cipher.decrypt(Ciphertext(data: message), with: privateKey) } == .cryptographicFailure)
    let elliptic = try CryptographicKey(publicKey: Fixtures.p256.spki)
    #expect(reason { _ = try Cipher.encrypt(message, with: elliptic) } == .unsupportedCryptographicParameters)
  }
}
