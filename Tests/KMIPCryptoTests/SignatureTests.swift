import KMIP
import KMIPCrypto
import Testing

@Suite struct SignatureTests {
  static let keys: [Fixtures.Key] = [Fixtures.rsa, Fixtures.p256, Fixtures.p384, Fixtures.p521]

  // P-521 with SHA-512, P-384 with SHA-384, P-256 and RSA-PSS with SHA-256 are the defaults.
  @Test(arguments: 0..<4)
  func openSSLsSignaturesVerifyByDefault(index: Int) throws {
    let fixture = Self.keys[index]
    let key = try CryptographicKey(publicKey: fixture.spki)
    var signature = try #require(fixture.signature)
    #expect(try DigitalSignature.verify(signature, of: .data(message), with: key))
    #expect(try !DigitalSignature.verify(signature, of: .data([1]), with: key))
    signature[signature.count - 1] ^= 1
    #expect(try !DigitalSignature.verify(signature, of: .data(message), with: key))
    #expect(try !DigitalSignature.verify([], of: .data(message), with: key))
  }

  @Test func openSSLsPKCS1SignaturesVerify() throws {
    let key = try CryptographicKey(publicKey: Fixtures.rsa.spki)
    let sha512 = CryptographicParameters(digitalSignatureAlgorithm: .sha512WithRSAEncryption)
    #expect(
      try DigitalSignature.verify(Fixtures.rsaPKCS1SHA512Signature, of: .data(message), with: key, parameters: sha512))
    let sha1 = CryptographicParameters(paddingMethod: .pkcs1V15, hashingAlgorithm: .sha1)
    #expect(
      try DigitalSignature.verify(Fixtures.rsaPKCS1SHA1Signature, of: .data(message), with: key, parameters: sha1))
    let privateKey = try CryptographicKey(privateKey: Secret(Fixtures.rsa.pkcs8))
    #expect(
      try DigitalSignature.sign(.data(message), with: privateKey, parameters: sha1) == Fixtures.rsaPKCS1SHA1Signature)
  }

  @Test(arguments: [Int32(0), 20, 32, 222])
  func aSignatureSaysHowLongItsSaltIsUnlessTheVerifierDoes(length: Int32) throws {
    let key = try CryptographicKey(privateKey: Secret(Fixtures.rsa.pkcs8))
    let signature = try DigitalSignature.sign(.data(message), with: key, parameters: .init(saltLength: length))
    func isValid(_ parameters: CryptographicParameters) throws -> Bool {
      try DigitalSignature.verify(signature, of: .data(message), with: key, parameters: parameters)
    }
    #expect(try isValid(.init(paddingMethod: .pss)))
    #expect(try isValid(.init(saltLength: length)))
    #expect(try !isValid(.init(saltLength: length + 1)))
  }

  @Test(arguments: [HashingAlgorithm.sha256, .sha384, .sha512], [PaddingMethod.pss, .pkcs1V15])
  func rsaSignsDataAndDigestsAlike(hash: HashingAlgorithm, padding: PaddingMethod) throws {
    try signsDataAndDigests(Fixtures.rsa, .init(paddingMethod: padding, hashingAlgorithm: hash), hash)
  }

  @Test(arguments: [HashingAlgorithm.sha256, .sha384, .sha512, .sha3256, .sha3384, .sha3512], 1..<4)
  func ecdsaSignsDataAndDigestsAlike(hash: HashingAlgorithm, index: Int) throws {
    try signsDataAndDigests(Self.keys[index], .init(hashingAlgorithm: hash), hash)
  }

  private func signsDataAndDigests(
    _ fixture: Fixtures.Key, _ parameters: CryptographicParameters, _ hash: HashingAlgorithm
  ) throws {
    let privateKey = try CryptographicKey(privateKey: Secret(fixture.pkcs8))
    let publicKey = try CryptographicKey(publicKey: fixture.spki)
    let digest = SignatureInput.digestedData(try Hashing.digest(of: message, hash))
    for (signed, verified) in [(SignatureInput.data(message), digest), (digest, .data(message))] {
      var signature = try DigitalSignature.sign(signed, with: privateKey, parameters: parameters)
      #expect(try DigitalSignature.verify(signature, of: verified, with: publicKey, parameters: parameters))
      #expect(try DigitalSignature.verify(signature, of: verified, with: privateKey, parameters: parameters))
      signature[signature.count / 2] ^= 1
      #expect(try !DigitalSignature.verify(signature, of: verified, with: publicKey, parameters: parameters))
    }
    let short = reason {
      _ = try DigitalSignature.sign(.digestedData([1, 2]), with: privateKey, parameters: parameters)
    }
    #expect(short == .invalidField)
  }

  // RFC 8032 §7.1, test 2
  @Test func ed25519SignsAsPublished() throws {
    let seed = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    let key = try CryptographicKey(privateKey: Secret(hex("302e020100300506032b657004220420") + seed))
    let signature = try DigitalSignature.sign(.data([0x72]), with: key)
    #expect(
      signature
        == hex(
          "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
            + "387b2eaeb4302aeeb00d291612bb0c00"))
    #expect(
      try key.publicKey().secret.withBytes { Array($0.suffix(32)) }
        == hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"))
    #expect(try DigitalSignature.verify(signature, of: .data([0x72]), with: key.publicKey()))
    #expect(try !DigitalSignature.verify(signature, of: .data([0x73]), with: key.publicKey()))
    #expect(
      reason { _ = try DigitalSignature.sign(.digestedData([0x72]), with: key) } == .unsupportedCryptographicParameters)
  }

  @Test func whatIsMissingIsRefused() throws {
    let rsa = try CryptographicKey(privateKey: Secret(Fixtures.rsa.pkcs8))
    let p256 = try CryptographicKey(privateKey: Secret(Fixtures.p256.pkcs8))
    let x25519 = try CryptographicKey(privateKey: Secret(Fixtures.x25519.pkcs8))
    let rows: [(CryptographicKey, CryptographicParameters, ResultReason)] = [
      (rsa, .init(digitalSignatureAlgorithm: .ecdsaWithSHA256), .badCryptographicParameters),
      (rsa, .init(cryptographicAlgorithm: .ec), .badCryptographicParameters),
      (p256, .init(cryptographicAlgorithm: .rsa), .badCryptographicParameters),
      (rsa, .init(hashingAlgorithm: .tiger), .unsupportedCryptographicParameters),
      (rsa, .init(saltLength: -1), .invalidField),
      (rsa, .init(saltLength: 1000), .cryptographicFailure),
      (rsa, .init(trailerField: 2), .unsupportedCryptographicParameters),
      (rsa, .init(paddingMethod: .oaep), .unsupportedCryptographicParameters),
      (
        rsa, .init(hashingAlgorithm: .sha512, digitalSignatureAlgorithm: .sha256WithRSAEncryption),
        .badCryptographicParameters
      ),
      (p256, .init(digitalSignatureAlgorithm: .rsassaPSS), .badCryptographicParameters),
      (p256, .init(digitalSignatureAlgorithm: .dsaWithSHA1), .unsupportedCryptographicParameters),
      (p256, .init(hashingAlgorithm: .md5), .unsupportedCryptographicParameters),
      (x25519, .init(), .unsupportedCryptographicParameters),
    ]
    for (key, parameters, wanted) in rows {
      #expect(reason { _ = try DigitalSignature.sign(.data(message), with: key, parameters: parameters) } == wanted)
    }
    #expect(reason { _ = try DigitalSignature.sign(.data(message), with: rsa.publicKey()) } == .invalidObjectType)
  }
}
