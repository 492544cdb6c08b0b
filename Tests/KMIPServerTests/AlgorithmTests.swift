import KMIP
import KMIPCrypto
import KeyStore
import TTLV
import Testing

@testable import KMIPServer

/// Every algorithm through the handlers, and what is missing by its name.
@Suite struct AlgorithmTests {
  private let fixture: Fixture

  init() throws { fixture = try Fixture() }

  private func pair(
    _ algorithm: CryptographicAlgorithm, _ curve: RecommendedCurve? = nil,
    _ change: (inout Attributes) -> Void = { _ in }
  ) async throws -> CreateKeyPair.Response {
    let common = Attributes.with {
      $0.cryptographicAlgorithm = algorithm
      if let curve { $0.cryptographicDomainParameters = CryptographicDomainParameters(recommendedCurve: curve) }
      $0.activationDate = fixture.now
      change(&$0)
    }
    return try await fixture.perform(CreateKeyPair(commonAttributes: common))
  }

  static let signing: [(CryptographicAlgorithm, RecommendedCurve?)] = [
    (.rsa, nil), (.ecdsa, .p224), (.ecdsa, .p256), (.ecdsa, .p384), (.ecdsa, .p521), (.ecdh, .secp256k1),
    (.ec, .brainpoolp384r1), (.ed25519, nil), (.ed448, nil), (.mlDSA65, nil), (.mlDSA87, nil),
  ]

  @Test(arguments: signing.indices)
  func newPairsSignAndVerify(index: Int) async throws {
    let (algorithm, curve) = Self.signing[index]
    let pair = try await pair(algorithm, curve)
    let signature = try await fixture.perform(Sign(uniqueIdentifier: pair.privateKeyUniqueIdentifier, data: [1, 2]))
    var verify = SignatureVerify(
      uniqueIdentifier: pair.publicKeyUniqueIdentifier, data: [1, 2], signatureData: signature.signatureData)
    #expect(try await fixture.perform(verify).validityIndicator == .valid)
    verify.data = [1]
    #expect(try await fixture.perform(verify).validityIndicator == .invalid)
    #expect(try await fixture.attributes(pair.publicKeyUniqueIdentifier).cryptographicAlgorithm == algorithm)
  }

  @Test(arguments: [RecommendedCurve.p256, .p384, .p521, .curve25519])
  func ellipticKeysEncrypt(curve: RecommendedCurve) async throws {
    let pair = try await pair(.ecdh, curve) { $0.cryptographicUsageMask = [.encrypt, .decrypt] }
    let sealed = try await fixture.perform(
      Encrypt(uniqueIdentifier: pair.publicKeyUniqueIdentifier, data: [1, 2, 3]))
    var decrypt = Decrypt(uniqueIdentifier: pair.privateKeyUniqueIdentifier, data: sealed.data)
    #expect(try await fixture.perform(decrypt).data == [1, 2, 3])
    decrypt.data?[0] ^= 1
    #expect(try await fixture.refusal(decrypt) == .cryptographicFailure)
    decrypt.data = [1]
    #expect(try await fixture.refusal(decrypt) == .cryptographicFailure)
  }

  @Test(arguments: [CryptographicAlgorithm.mlKEM768, .mlKEM1024])
  func aSecretIsMadeAndLearnt(algorithm: CryptographicAlgorithm) async throws {
    let pair = try await pair(algorithm)
    let made = try await fixture.perform(Encrypt(uniqueIdentifier: pair.publicKeyUniqueIdentifier))
    let learnt = Decrypt(uniqueIdentifier: pair.privateKeyUniqueIdentifier, data: made.ivCounterNonce)
    #expect(try await fixture.perform(learnt).data == made.data)
    #expect(made.data?.count == 32)
    let safe = try await self.pair(algorithm) { $0.quantumSafe = true }
    #expect(try await fixture.attributes(safe.privateKeyUniqueIdentifier).quantumSafe == true)
  }

  @Test(arguments: [RecommendedCurve.p256, .secp256k1, .curve25519, .curve448])
  func twoPairsAgree(curve: RecommendedCurve) async throws {
    let (one, two) = (try await pair(.ecdh, curve), try await pair(.ecdh, curve))
    let length: Int32 = curve == .curve448 ? 448 : 256
    func agree(_ own: UniqueIdentifier, _ other: UniqueIdentifier, _ length: Int32) -> DeriveKey {
      DeriveKey(
        objectType: .secretData, uniqueIdentifier: [own, other], derivationMethod: .asymmetricKey,
        derivationParameters: DerivationParameters(), attributes: .with { $0.cryptographicLength = length })
    }
    let here = try await fixture.perform(
      agree(one.privateKeyUniqueIdentifier, two.publicKeyUniqueIdentifier, length)
    ).uniqueIdentifier
    let there = try await fixture.perform(
      agree(two.privateKeyUniqueIdentifier, one.publicKeyUniqueIdentifier, length)
    ).uniqueIdentifier
    #expect(try await fixture.attributes(here).digests == fixture.attributes(there).digests)
    let short = agree(one.privateKeyUniqueIdentifier, two.publicKeyUniqueIdentifier, 128)
    #expect(try await fixture.refusal(short) == .invalidAttributeValue)
    let reversed = agree(one.publicKeyUniqueIdentifier, two.privateKeyUniqueIdentifier, length)
    #expect(try await fixture.refusal(reversed) == .invalidObjectType)
  }

  @Test func whatIsMissingIsNamed() async throws {
    for algorithm in [CryptographicAlgorithm.dsa, .mlKEM512, .mlDSA44, .sm2, .init(rawValue: 0x8880_0004)] {
      do {
        _ = try await pair(algorithm)
        Issue.record("\(algorithm) made a pair")
      } catch let failure as OperationFailure {
        #expect(failure.reason == .unsupportedCryptographicParameters)
        #expect(
          failure.message == "Cryptographic Algorithm not supported: there are no key pairs for \(algorithm)")
      }
    }
    let create = Create(
      objectType: .symmetricKey,
      attributes: .with {
        $0.cryptographicAlgorithm = .idea
        $0.cryptographicLength = 128
      })
    #expect(try await fixture.refusal(create) == .unsupportedCryptographicParameters)
  }

  @Test func md5HashesNothing() async throws {
    let hash = KMIP.Hash(cryptographicParameters: .init(hashingAlgorithm: .md5), data: [1])
    #expect(try await fixture.refusal(hash) == .unsupportedCryptographicParameters)
  }

  @Test func aSelfSignedCertificateIsAnAuthorityUnlessItSaysOtherwise() async throws {
    func certify(_ change: (inout Attributes) -> Void) async throws -> UniqueIdentifier {
      let pair = try await fixture.makePair()
      let attributes = Attributes.with {
        $0.certificateAttributes = .init(certificateSubjectCN: "Root")
        change(&$0)
      }
      return try await fixture.perform(
        Certify(uniqueIdentifier: pair.publicKeyUniqueIdentifier, attributes: attributes)
      ).uniqueIdentifier
    }
    let root = try await certify { _ in }
    let plain = try await certify {
      $0.vendorAttributes = [
        VendorAttribute(
          vendorIdentification: "kmsh", attributeName: "basic-constraints-ca", attributeValue: .boolean(false))
      ]
    }
    let leaf = try await certify { $0.setLink(.certificateLink, root.description) }
    #expect(try await fixture.perform(Validate(uniqueIdentifier: [leaf])).validityIndicator == .valid)
    await #expect(throws: OperationFailure.self) {
      _ = try await certify { $0.setLink(.certificateLink, plain.description) }
    }
  }
}
