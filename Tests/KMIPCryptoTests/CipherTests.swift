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
      .init(blockCipherMode: .ccm), .init(blockCipherMode: .ccm, ivLength: 7, tagLength: 4),
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

  @Test(arguments: [
    CryptographicParameters(), .init(cryptographicAlgorithm: .chaCha20Poly1305), .init(ivLength: 8),
    .init(cryptographicAlgorithm: .chaCha20Poly1305, tagLength: 12),
  ])
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
    (CryptographicParameters(blockCipherMode: .pcbc), ResultReason.unsupportedCryptographicParameters),
    (.init(blockCipherMode: .ofb), .unsupportedCryptographicParameters),
    (.init(blockCipherMode: .ccm, tagLength: 5), .unsupportedCryptographicParameters),
    (.init(blockCipherMode: .ccm, ivLength: 14), .unsupportedCryptographicParameters),
    (.init(blockCipherMode: .xts), .unsupportedCryptographicParameters),
    (.init(blockCipherMode: .gcm, tagLength: 11), .unsupportedCryptographicParameters),
    (.init(blockCipherMode: .gcm, tagLength: 17), .unsupportedCryptographicParameters),
    (.init(blockCipherMode: .cbc, paddingMethod: .ansiX923), .unsupportedCryptographicParameters),
    (.init(blockCipherMode: .cbc, paddingMethod: .noPadding), .invalidField),
    (.init(blockCipherMode: .ecb), .invalidField),
    (.init(blockCipherMode: .nistKeyWrap), .invalidField),
    (.init(cryptographicAlgorithm: .rsa), .badCryptographicParameters),
    (.init(randomIV: false), .missingInitializationVector),
    (.init(ivLength: 7), .unsupportedCryptographicParameters),
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
    .init(hashingAlgorithm: .sha224), .init(hashingAlgorithm: .sha256), .init(hashingAlgorithm: .sha384),
    .init(hashingAlgorithm: .sha512), .init(hashingAlgorithm: .sha3256), .init(paddingMethod: .pkcs1V15),
    .init(hashingAlgorithm: .sha256, maskGeneratorHashingAlgorithm: .sha1, pSource: [1, 2]),
    .init(paddingMethod: .noPadding), .init(paddingMethod: .noPadding, hashingAlgorithm: .sha1),
  ])
  func whatIsEncryptedDecrypts(parameters: CryptographicParameters) throws {
    let publicKey = try CryptographicKey(publicKey: Fixtures.rsa.spki)
    let privateKey = try CryptographicKey(privateKey: Secret(Fixtures.rsa.pkcs8))
    for data in [[1], message] {
      let sealed = try Cipher.encrypt(data, with: publicKey, parameters: parameters)
      #expect(try Cipher.decrypt(sealed, with: privateKey, parameters: parameters) == data)
      var damaged = sealed
      damaged.data[0] ^= 1
      #expect((try? Cipher.decrypt(damaged, with: privateKey, parameters: parameters)) != data)
    }
  }

  @Test func openSSLsOtherOAEPsDecrypt() throws {
    let key = try CryptographicKey(privateKey: Secret(Fixtures.rsa.pkcs8))
    let wide = CryptographicParameters(hashingAlgorithm: .sha512)
    #expect(try Cipher.decrypt(Ciphertext(data: Fixtures.rsaOAEPSHA512), with: key, parameters: wide) == message)
    let labelled = CryptographicParameters(
      hashingAlgorithm: .sha256, maskGeneratorHashingAlgorithm: .sha1, pSource: Array("label".utf8))
    #expect(try Cipher.decrypt(Ciphertext(data: Fixtures.rsaOAEPLabel), with: key, parameters: labelled) == message)
  }

  @Test func aKeyLongerThanTheModulusIsWrapped() throws {
    let key = try CryptographicKey(privateKey: Secret(Fixtures.rsa.pkcs8))
    let parameters = CryptographicParameters(paddingMethod: .noPadding)
    let data = try RandomBytes.make(count: 1217)
    let sealed = try Cipher.encrypt(data, with: key, parameters: parameters)
    #expect(sealed.data.count == 256 + 1224 + 8)
    #expect(try Cipher.decrypt(sealed, with: key, parameters: parameters) == data)
  }

  @Test func whatIsMissingIsRefused() throws {
    let key = try CryptographicKey(publicKey: Fixtures.rsa.spki)
    for parameters in [
      CryptographicParameters(hashingAlgorithm: .tiger), .init(paddingMethod: .ssl3), .init(hashingAlgorithm: .md5),
      .init(hashingAlgorithm: .sha256, maskGeneratorHashingAlgorithm: .md5),
    ] {
      let found = reason { _ = try Cipher.encrypt(message, with: key, parameters: parameters) }
      #expect(found == .unsupportedCryptographicParameters)
    }
    #expect(reason { _ = try Cipher.encrypt([UInt8](repeating: 0, count: 191), with: key) } == .invalidField)
    #expect(reason { _ = try Cipher.decrypt(Ciphertext(data: message), with: key) } == .invalidObjectType)
    let privateKey = try CryptographicKey(privateKey: Secret(Fixtures.rsa.pkcs8))
    #expect(reason { _ = try Cipher.decrypt(Ciphertext(data: message), with: privateKey) } == .cryptographicFailure)
    let elliptic = try CryptographicKey(publicKey: Fixtures.ed25519.spki)
    #expect(reason { _ = try Cipher.encrypt(message, with: elliptic) } == .unsupportedCryptographicParameters)
  }
}
