import KMIP
import KMIPCrypto
import Testing

/// Signatures that have one right answer.
@Suite struct DeterministicSignatureTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    let name: String
    let curve: RecommendedCurve
    let hash: HashingAlgorithm
    let number: String
    let r: String
    let s: String
    var testDescription: String { name }
  }

  // RFC 6979 A.2.5 and A.2.7, of the text "sample".
  static let vectors: [Vector] = [
    Vector(
      name: "P-256 with SHA-256", curve: .p256, hash: .sha256,
      number: "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721",
      r: "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
      s: "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8"),
    Vector(
      name: "P-521 with SHA-512", curve: .p521, hash: .sha512,
      number: "00FAD06DAA62BA3B25D2FB40133DA757205DE67F5BB0018FEE8C86E1B68C7E75CAA896EB32F1F47C70855836A6D16FCC"
        + "1466F6D8FBEC67DB89EC0C08B0E996B83538",
      r: "00C328FAFCBD79DD77850370C46325D987CB525569FB63C5D3BC53950E6D4C5F174E25A1EE9017B5D450606ADD152B534931"
        + "D7D4E8455CC91F9B15BF05EC36E377FA",
      s: "00617CCE7CF5064806C467F678D3B4080D6F1CC50AF26CA209417308281B68AF282623EAA63E5B5C0723D8B8C37FF0777B1A"
        + "20F8CCB1DCCC43997F1EE0E44DA4A67A"),
    Vector(
      name: "secp256k1 with SHA-256", curve: .secp256k1, hash: .sha256,
      number: "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721",
      r: "432310E32CB80EB6503A26CE83CC165C783B870845FB8AAD6D970889FCD7A6C8",
      s: "530128B6B81C548874A6305D93ED071CA6E05074D85863D4056CE89B02BFAB69"),
  ]

  @Test(arguments: vectors)
  func theNonceIsTheOneOfRFC6979(vector: Vector) throws {
    let material = TransparentECPrivateKey(
      recommendedCurve: vector.curve, d: BigInteger(magnitude: hex(vector.number)))
    let block = KeyBlock(
      keyFormatType: .transparentECPrivateKey, keyValue: .plain(.transparent(.init(material)), attributes: nil))
    let key = try CryptographicKey(block, objectType: .privateKey)
    let parameters = CryptographicParameters(hashingAlgorithm: vector.hash)
    let signature = try DigitalSignature.sign(.data(Array("sample".utf8)), with: key, parameters: parameters)
    #expect(signature == der(hex(vector.r), hex(vector.s)))
  }

  private func der(_ r: [UInt8], _ s: [UInt8]) -> [UInt8] {
    let numbers = [r, s].flatMap { number -> [UInt8] in
      var bytes = Array(number.drop { $0 == 0 })
      if bytes.first ?? 0 > 127 { bytes.insert(0, at: 0) }
      return [2, UInt8(bytes.count)] + bytes
    }
    return (numbers.count > 127 ? [0x30, 0x81] : [0x30]) + [UInt8(numbers.count)] + numbers
  }

  // RFC 8032 §7.4, the blank message.
  @Test func ed448SignsAsPublished() throws {
    let pkcs8 = hex(
      "3047020100300506032B6571043B04396C82A562CB808D10D632BE89C8513EBF6C929F34DDFA8C9F63C9960EF6E348A3528C8A3FCC2F04"
        + "4E39A3FC5B94492F8F032E7549A20098F95B")
    let key = try CryptographicKey(privateKey: Secret(pkcs8))
    let signature = try DigitalSignature.sign(.data([]), with: key)
    #expect(
      signature
        == hex(
          "533A37F6BBE457251F023C0D88F976AE2DFB504A843E34D2074FD823D41A591F2B233F034F628281F2FD7A22DDD47D7828C59BD0A21BF"
            + "D3980FF0D2028D4B18A9DF63E006C5D1C2D345B925D8DC00B4104852DB99AC5C7CDDA8530A113A0F4DBB61149F05A7363268C71D"
            + "95808FF2E652600"))
    #expect(try DigitalSignature.verify(signature, of: .data([]), with: key.publicKey()))
    #expect(try !DigitalSignature.verify(signature, of: .data([0]), with: key.publicKey()))
  }

  @Test func openSSLsSignaturesOfOtherCurvesVerify() throws {
    for fixture in [Fixtures.p224, Fixtures.secp256k1, Fixtures.brainpoolP256, Fixtures.ed448] {
      let key = try CryptographicKey(publicKey: fixture.spki)
      let signature = try #require(fixture.signature)
      #expect(try DigitalSignature.verify(signature, of: .data(message), with: key))
      #expect(try !DigitalSignature.verify(signature, of: .data(message + [0]), with: key))
      for garbage in [[], [0x30], [UInt8](repeating: 0xFF, count: 300), Array(signature.dropLast())] {
        #expect(try !DigitalSignature.verify(garbage, of: .data(message), with: key))
      }
    }
  }

  @Test func openSSLsPSSWithOtherHashesVerifies() throws {
    let key = try CryptographicKey(publicKey: Fixtures.rsa.spki)
    var parameters = CryptographicParameters(
      paddingMethod: .pss, hashingAlgorithm: .sha512, saltLength: 20, maskGeneratorHashingAlgorithm: .sha1)
    #expect(
      try DigitalSignature.verify(Fixtures.rsaPSSSignature, of: .data(message), with: key, parameters: parameters))
    parameters.maskGeneratorHashingAlgorithm = nil
    #expect(
      try !DigitalSignature.verify(Fixtures.rsaPSSSignature, of: .data(message), with: key, parameters: parameters))
  }

  @Test(arguments: [
    CryptographicParameters(hashingAlgorithm: .md5), .init(hashingAlgorithm: .sha1), .init(hashingAlgorithm: .sha224),
    .init(hashingAlgorithm: .sha3224), .init(hashingAlgorithm: .sha512256),
    .init(digitalSignatureAlgorithm: .sha3512WithRSAEncryption), .init(hashingAlgorithm: .sha256, saltLength: 0),
    .init(digitalSignatureAlgorithm: .md5WithRSAEncryption),
  ])
  func rsaSignsWithEveryHash(parameters: CryptographicParameters) throws {
    let key = try CryptographicKey(privateKey: Secret(Fixtures.rsa.pkcs8))
    let signature = try DigitalSignature.sign(.data(message), with: key, parameters: parameters)
    #expect(try DigitalSignature.verify(signature, of: .data(message), with: key, parameters: parameters))
    #expect(try !DigitalSignature.verify(signature, of: .data([]), with: key, parameters: parameters))
  }
}
