import KMIP
import KMIPCrypto
import Testing

/// Nothing that a client can send may trap, and every refusal is an `OperationFailure`.
@Suite struct GarbageTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  private func readers(_ bytes: [UInt8]) -> [() throws -> Void] {
    let formats: [KeyFormatType] = [.pkcs1, .pkcs8, .x509, .ecPrivateKey, .raw]
    let blocks = formats.map {
      KeyBlock(keyFormatType: $0, keyValue: .plain(.bytes(Secret(bytes)), attributes: nil))
    }
    return blocks.flatMap { block in
      [
        { _ = try CryptographicKey(block, objectType: .privateKey) },
        { _ = try CryptographicKey(block, objectType: .publicKey) },
      ]
    } + [
      { _ = try X509Certificate(bytes) },
      { _ = try CertificateSigningRequestDocument(bytes) },
      { _ = try RevocationList(bytes) },
      { _ = try PKCS12Contents(bytes, password: Secret(Array("secret".utf8))) },
      { _ = try SubjectName(der: bytes) },
      { _ = try PEM.decode(bytes) },
    ]
  }

  private static func seeds() throws -> [[UInt8]] {
    let keys = [
      Fixtures.rsa, Fixtures.p256, Fixtures.ed25519, Fixtures.x25519, Fixtures.secp256k1, Fixtures.ed448, Fixtures.x448,
    ]
    let lattice = try KeyGeneration.keyPair(.mlKEM768)
    let root = try CertificateTests.authority(Fixtures.p256)
    let request = try CertificateSigningRequestDocument.make(
      privateKey: Secret(Fixtures.p256.pkcs8), subject: SubjectName("CN=a"), dnsNames: ["a"])
    return keys.flatMap { [$0.pkcs8, $0.spki, $0.traditional ?? []] } + [
      root.certificate.der, request.der, lattice.privateKey.withBytes { Array($0) }, lattice.publicKey,
      Fixtures.revokedList, Fixtures.constrainedCertificate,
    ]
  }

  @Test func truncatedDocumentsAreRefused() throws {
    for seed in try Self.seeds() {
      for length in stride(from: 0, to: seed.count, by: max(1, seed.count / 40)) {
        for read in readers(Array(seed.prefix(length))) { #expect(reason(read) != nil) }
      }
    }
  }

  @Test func damagedDocumentsDoNotTrap() throws {
    var generator = Generator()
    for seed in try Self.seeds() where !seed.isEmpty {
      for _ in 0..<20 {
        var bytes = seed
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: .min ... .max, using: &generator)
        }
        for read in readers(bytes) { _ = reason(read) }
        guard let certificate = try? X509Certificate(bytes) else { continue }
        _ = certificate.attributes
        _ = certificate.profile()
        _ = (certificate.subjectAlternativeNames, certificate.signatureAlgorithm, certificate.notAfter)
        _ = CertificateChain.validate(leaf: certificate, others: [certificate], at: start)
      }
    }
  }

  @Test func randomBytesAreRefused() throws {
    for length in [0, 1, 2, 3, 16, 17, 100, 1000] {
      for read in readers(try RandomBytes.make(count: length)) { #expect(reason(read) != nil) }
    }
  }

  @Test func transparentNumbersOutOfRangeAreRefused() {
    let numbers: [[UInt8]] = [[], [0], [0xFF], [UInt8](repeating: 0x7F, count: 200), [1]]
    for number in numbers {
      let big = BigInteger(bytes: number)
      let elliptic = TransparentECPrivateKey(recommendedCurve: .p256, d: big)
      let rsa = TransparentRSAPrivateKey(
        modulus: big, privateExponent: big, publicExponent: big, p: big, q: big, primeExponentP: nil,
        primeExponentQ: nil, crtCoefficient: nil)
      let publicRSA = TransparentRSAPublicKey(modulus: big, publicExponent: big)
      let point = TransparentECPublicKey(recommendedCurve: .p384, qString: number)
      #expect(number == [1] || read(.transparentECPrivateKey, .init(elliptic), .privateKey) == .invalidField)
      #expect(read(.transparentRSAPrivateKey, .init(rsa), .privateKey) == .invalidField)
      #expect(read(.transparentRSAPublicKey, .init(publicRSA), .publicKey) == .invalidField)
      #expect(read(.transparentECPublicKey, .init(point), .publicKey) == .invalidField)
      #expect(read(.transparentECPublicKey, .init([]), .publicKey) == .invalidField)
    }
  }

  private func read(_ format: KeyFormatType, _ material: TransparentMaterial, _ type: ObjectType) -> ResultReason? {
    let block = KeyBlock(keyFormatType: format, keyValue: .plain(.transparent(material), attributes: nil))
    return reason { _ = try CryptographicKey(block, objectType: type) }
  }
}
