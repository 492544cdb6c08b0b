import KMIP
import KMIPCrypto
import Testing

/// What comes in parts gives the same bytes as what comes whole.
@Suite struct StreamTests {
  private static let whole: Set<String> = ["XTS", "CCM", "GCM-SIV", "NIST key wrap", "key wrap with padding"]

  static let vectors = CipherVectorTests.vectors.filter { vector in !whole.contains { vector.name.hasPrefix($0) } }

  @Test(arguments: vectors, [1, 7, 16, 33, 1000])
  func publishedVectorsComeOutInPartsOfAnySize(vector: CipherVectorTests.Vector, size: Int) throws {
    let key = try CryptographicKey(symmetric: Secret(hex(vector.key)), algorithm: vector.algorithm)
    let encryption = try CipherStream.encrypting(
      with: key, parameters: vector.parameters, ivCounterNonce: vector.iv.map(hex), additionalData: vector.aad.map(hex))
    #expect(encryption.ivCounterNonce == nil)
    var sealed = try parts(hex(vector.plaintext), size).flatMap { try encryption.update($0) }
    let (rest, tag) = try encryption.finalizedEncryption()
    sealed += rest
    #expect(sealed == hex(vector.ciphertext))
    #expect(tag == vector.tag.map(hex))

    let decryption = try CipherStream.decrypting(
      with: key, parameters: vector.parameters, ivCounterNonce: vector.iv.map(hex), additionalData: vector.aad.map(hex))
    let opened = try parts(sealed, size).flatMap { try decryption.update($0) }
    #expect(try opened + decryption.finalizedDecryption(tag: tag) == hex(vector.plaintext))
  }

  static let suites: [CryptographicParameters] = [
    .init(), .init(blockCipherMode: .gcm, tagLength: 13), .init(blockCipherMode: .cbc),
    .init(blockCipherMode: .cbc, paddingMethod: .noPadding), .init(blockCipherMode: .ecb, paddingMethod: .pkcs5),
    .init(blockCipherMode: .ctr), .init(blockCipherMode: .cfb),
    .init(ivLength: 8), .init(ivLength: 20, tagLength: 12),
  ]

  @Test(arguments: suites, [16, 24, 32])
  func partsAndWholeAreOneForEveryKeyLength(parameters: CryptographicParameters, length: Int) throws {
    let key = try aes(RandomBytes.make(count: length))
    for count in [0, 16, 4096] {
      let data = try RandomBytes.make(count: count)
      let encryption = try CipherStream.encrypting(
        with: key, parameters: parameters, ivCounterNonce: nil, additionalData: nil)
      let sealed = try parts(data, 100).flatMap { try encryption.update($0) }
      let (rest, tag) = try encryption.finalizedEncryption()
      let ciphertext = Ciphertext(
        data: sealed + rest, ivCounterNonce: encryption.ivCounterNonce, authenticatedEncryptionTag: tag)
      #expect(try Cipher.decrypt(ciphertext, with: key, parameters: parameters) == data)
    }
  }

  @Test func aWrongTagOrADamagedByteIsFoundAtTheEnd() throws {
    let key = try aes(RandomBytes.make(count: 32))
    let sealed = try Cipher.encrypt(message, with: key, additionalData: [1])
    for (flaw, aad, tag) in [(0, [UInt8(1)], UInt8(1)), (1, [1], 0), (0, [2], 0)] {
      let decryption = try CipherStream.decrypting(
        with: key, parameters: nil, ivCounterNonce: sealed.ivCounterNonce, additionalData: aad)
      var data = sealed.data
      data[0] ^= UInt8(flaw)
      _ = try decryption.update(data)
      var given = sealed.authenticatedEncryptionTag ?? []
      given[0] ^= tag
      #expect(reason { _ = try decryption.finalizedDecryption(tag: given) } == .cryptographicFailure)
    }
    let decryption = try CipherStream.decrypting(
      with: key, parameters: nil, ivCounterNonce: sealed.ivCounterNonce, additionalData: nil)
    #expect(reason { _ = try decryption.finalizedDecryption(tag: nil) } == .invalidField)
    #expect(reason { _ = try decryption.finalizedDecryption(tag: [1, 2]) } == .invalidField)
  }

  @Test func blocksThatAreNotWholeAreRefusedWithoutPadding() throws {
    let key = try aes(RandomBytes.make(count: 32))
    let parameters = CryptographicParameters(blockCipherMode: .cbc, paddingMethod: .noPadding)
    let encryption = try CipherStream.encrypting(
      with: key, parameters: parameters, ivCounterNonce: nil, additionalData: nil)
    _ = try encryption.update([1])
    #expect(reason { _ = try encryption.finalizedEncryption() } == .cryptographicFailure)
  }

  @Test(arguments: [
    CryptographicParameters(blockCipherMode: .xts), .init(blockCipherMode: .nistKeyWrap), .init(blockCipherMode: .ccm),
    .init(blockCipherMode: .aesKeyWrapPadding), .init(blockCipherMode: .init(rawValue: 0x8000_0002)),
  ])
  func ciphersThatTakeDataWholeAreRefused(parameters: CryptographicParameters) throws {
    let key = try aes(RandomBytes.make(count: 32))
    let found = reason {
      _ = try CipherStream.encrypting(with: key, parameters: parameters, ivCounterNonce: nil, additionalData: nil)
    }
    #expect(found == .unsupportedCryptographicParameters)
  }

  @Test(arguments: Hashing.supported)
  func digestsInPartsAreThoseOfTheWhole(algorithm: HashingAlgorithm) throws {
    let data = try RandomBytes.make(count: 1000)
    var stream = try DigestStream(algorithm)
    for part in parts(data, 77) { stream.update(part) }
    #expect(try stream.finalized() == Hashing.digest(of: data, algorithm))
  }

  @Test(arguments: [CryptographicAlgorithm.hmacSHA256, .hmacSHA3512, .aes])
  func codesInPartsAreThoseOfTheWhole(algorithm: CryptographicAlgorithm) throws {
    let key = try CryptographicKey(symmetric: Secret(RandomBytes.make(count: 32)), algorithm: algorithm)
    let data = try RandomBytes.make(count: 1000)
    let parameters = algorithm == .aes ? CryptographicParameters(blockCipherMode: .cmac) : nil
    var stream = try MACStream(key, parameters: parameters)
    for part in parts(data, 77) {
      // A copy goes its own way.
      var other = stream
      other.update([1])
      stream.update(part)
    }
    let mac = try MessageAuthentication.mac(of: data, with: key, parameters: parameters)
    #expect(stream.finalized() == mac)
    #expect(stream.verifies(mac))
    #expect(try !stream.verifies(MessageAuthentication.mac(of: data + [0], with: key, parameters: parameters)))
  }

  private func parts(_ data: [UInt8], _ size: Int) -> [[UInt8]] {
    stride(from: 0, to: data.count, by: size).map { Array(data[$0..<min($0 + size, data.count)]) }
  }
}
