import KMIP
import Testing

@testable import KMIPCrypto

@Suite struct DerivationTests {
  private static let label: [UInt8] = Array("label".utf8) + [0] + Array("context".utf8)

  private static func parameters(
    _ hash: HashingAlgorithm? = .sha256, data: [UInt8]? = nil, salt: [UInt8]? = nil, iterations: Int32? = nil,
    vector: [UInt8]? = nil, mode: BlockCipherMode? = nil
  ) -> DerivationParameters {
    DerivationParameters(
      cryptographicParameters: CryptographicParameters(blockCipherMode: mode, hashingAlgorithm: hash),
      initializationVector: vector, derivationData: data, salt: salt, iterationCount: iterations)
  }

  struct Known: Sendable {
    let name: String
    let base: [UInt8]
    let method: DerivationMethod
    let parameters: DerivationParameters
    let wanted: String
  }

  static let known: [Known] = [
    Known(
      name: "RFC 5869 A.1", base: [UInt8](repeating: 0x0b, count: 22), method: .hkdf,
      parameters: parameters(data: Array(0xf0...0xf9), salt: Array(0...12)),
      wanted: "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"),
    Known(
      name: "RFC 6070, 4096 iterations", base: Array("password".utf8), method: .pbkdf2,
      parameters: parameters(.sha1, salt: Array("salt".utf8), iterations: 4096),
      wanted: "4b007901b765489abead49d926f721d065a429c1"),
    Known(
      name: "PBKDF2 with SHA3-256, Python's hashlib", base: Array("password".utf8), method: .pbkdf2,
      parameters: parameters(.sha3256, salt: Array("salt".utf8), iterations: 1000),
      wanted: "ee56a9b7311bb081d0bbfa8dc3c2798f30abbbec6344426829d956ed06eaecab"),
    Known(
      name: "RFC 4231, 2", base: Array("Jefe".utf8), method: .hmac,
      parameters: parameters(data: Array("what do ya want for nothing?".utf8)),
      wanted: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    Known(
      name: "SHA-256 of abc", base: Array("abc".utf8), method: .hash, parameters: parameters(),
      wanted: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    Known(
      name: "counter, OpenSSL 3", base: Array(0...31), method: .nist800108C, parameters: parameters(data: label),
      wanted: "18b8910606f09c475658fb393a63521855b7deee922916562c76d87ba4f91aa88d4d4fe95ec82226"),
    Known(
      name: "feedback, OpenSSL 3", base: Array(0...31), method: .nist800108F,
      parameters: parameters(data: label, vector: [UInt8](repeating: 0, count: 32)),
      wanted: "9f2cbe1a93c776a0420643a146822ebd47b7e7158e3b9d9895c9f8625e680f3f52cf23244a10976d"),
    Known(
      name: "double pipeline", base: Array(0...31), method: .nist800108DPI, parameters: parameters(data: label),
      wanted: "80d3e0462dfaf65bdca1b3602dd52bd373e6c927a1a184164c6b71fe08fc665b5bb5a1a7788f40db"),
  ]

  @Test(arguments: known.indices)
  func knownAnswersCome(index: Int) throws {
    let row = Self.known[index]
    let secret = try KeyDerivation.derive(
      from: Secret(row.base), row.method, row.parameters, count: row.wanted.count / 2)
    #expect(secret == Secret(hex(row.wanted)), "\(row.name)")
  }

  @Test func twoKeysOfOneCurveAgree() throws {
    let known = Fixtures.agreement
    let own = try CryptographicKey(privateKey: Secret(known.own))
    let other = try CryptographicKey(publicKey: known.other)
    #expect(try KeyAgreement.secret(of: own, with: other) == Secret(known.secret))
    for curve in [RecommendedCurve.p256, .p521, .secp256k1, .curve448] {
      let pairs = try (0..<2).map { _ in try KeyGeneration.keyPair(.ecdh, curve: curve) }
      let secrets = try [(0, 1), (1, 0)].map { own, other in
        try KeyAgreement.secret(
          of: CryptographicKey(privateKey: pairs[own].privateKey),
          with: CryptographicKey(publicKey: pairs[other].publicKey))
      }
      #expect(secrets[0] == secrets[1])
      #expect(throws: OperationFailure.self) {
        try KeyAgreement.secret(of: own, with: CryptographicKey(publicKey: pairs[0].publicKey))
      }
    }
    let signing = try CryptographicKey(privateKey: Secret(Fixtures.ed25519.pkcs8))
    #expect(throws: OperationFailure.self) { try KeyAgreement.secret(of: signing, with: signing.publicKey()) }
  }

  @Test func aMethodThatGivesTooLittleIsRefused() throws {
    #expect(throws: OperationFailure.cryptographic("HASH gives 32 bytes, wanted 33")) {
      try KeyDerivation.derive(from: Secret([1]), .hash, Self.parameters(), count: 33)
    }
    #expect(throws: OperationFailure.cryptographic("HKDF gives at most 8160 bytes, wanted 8161")) {
      try KeyDerivation.derive(from: Secret([1]), .hkdf, Self.parameters(), count: 8161)
    }
  }

  @Test func whatAMethodNeedsIsNamed() throws {
    let rows: [(DerivationMethod, DerivationParameters, String)] = [
      (.pbkdf2, Self.parameters(iterations: 1), "PBKDF2 needs a Salt"),
      (
        .pbkdf2, Self.parameters(salt: [1], iterations: -1),
        "the iteration count is from 1 to 10000000, found -1"
      ),
      (
        .pbkdf2, Self.parameters(salt: [1], iterations: .max),
        "the iteration count is from 1 to 10000000, found 2147483647"
      ),
      (.hmac, Self.parameters(), "HMAC needs Derivation Data"),
      (.nist800108C, Self.parameters(), "NIST800-108-C needs Derivation Data"),
      (.hash, Self.parameters(data: [1]), "HASH hashes the key and takes no Derivation Data"),
    ]
    for (method, parameters, message) in rows {
      #expect(throws: OperationFailure.invalid(message)) {
        try KeyDerivation.derive(from: Secret([1, 2, 3]), method, parameters, count: 16)
      }
    }
  }

  @Test func anEncryptionWhoseVectorWouldBeLostIsRefused() throws {
    let base = Secret([UInt8](repeating: 7, count: 16))
    let data = [UInt8](repeating: 1, count: 16)
    #expect(throws: OperationFailure.invalid("ENCRYPT in this mode needs an Initialization Vector")) {
      try KeyDerivation.derive(from: base, .encrypt, Self.parameters(nil, data: data, mode: .cbc), count: 16)
    }
    let one = try KeyDerivation.derive(
      from: base, .encrypt, Self.parameters(nil, data: data, vector: data, mode: .cbc), count: 16)
    let two = try KeyDerivation.derive(
      from: base, .encrypt, Self.parameters(nil, data: data, vector: data, mode: .cbc), count: 16)
    #expect(one == two)
  }
}
