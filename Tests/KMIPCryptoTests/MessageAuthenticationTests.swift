import KMIP
import KMIPCrypto
import Testing

@Suite struct MessageAuthenticationTests {
  // RFC 4231 §4.3 and RFC 2202 §3, test case 2
  @Test(arguments: [
    (CryptographicAlgorithm.hmacSHA1, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
    (.hmacSHA224, "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44"),
    (.hmacSHA256, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    (
      .hmacSHA384,
      "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649"
    ),
    (
      .hmacSHA512,
      "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fd"
        + "caeab1a34d4a6b4b636e070a38bce737"
    ),
    (.hmacSHA3224, "7fdb8dd88bd2f60d1b798634ad386811c2cfc85bfaf5d52bbace5e66"),
    (.hmacSHA3256, "c7d4072e788877ae3596bbb0da73b887c9171f93095b294ae857fbe2645e1ba5"),
    (
      .hmacSHA3384,
      "f1101f8cbf9766fd6764d2ed61903f21ca9b18f57cf3e1a23ca13508a93243ce48c045dc007f26a21b3f5e0e9df4c20a"
    ),
    (
      .hmacSHA3512,
      "5a4bfeab6166427c7a3647b747292b8384537cdb89afb3bf5665e4c5e709350b287baec921fd7ca0ee7a0c31d022a95e"
        + "1fc92ba9d77df883960275beb4e62024"
    ),
  ])
  func publishedHMACs(algorithm: CryptographicAlgorithm, mac: String) throws {
    let key = try CryptographicKey(symmetric: Secret(Array("Jefe".utf8)), algorithm: algorithm)
    let data = Array("what do ya want for nothing?".utf8)
    #expect(try MessageAuthentication.mac(of: data, with: key) == hex(mac))
    #expect(try MessageAuthentication.verify(hex(mac), of: data, with: key))
    #expect(try !MessageAuthentication.verify(hex(mac).dropLast(), of: data, with: key))
    #expect(try !MessageAuthentication.verify(hex(mac), of: data + [0], with: key))
  }

  // RFC 4493 §4
  @Test(arguments: [
    ("", "bb1d6929e95937287fa37d129b756746"),
    ("6bc1bee22e409f96e93d7e117393172a", "070a16b46b4d4144f79bdd9dd04a287c"),
    (
      "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411",
      "dfa66747de9ae63030ca32611497c827"
    ),
  ])
  func publishedCMACs(data: String, mac: String) throws {
    let key = try aes(hex("2b7e151628aed2a6abf7158809cf4f3c"))
    let named = CryptographicParameters(cryptographicAlgorithm: .aes)
    #expect(try MessageAuthentication.mac(of: hex(data), with: key, parameters: named) == hex(mac))
    let parameters = CryptographicParameters(blockCipherMode: .cmac)
    #expect(try MessageAuthentication.verify(hex(mac), of: hex(data), with: key, parameters: parameters))
  }

  @Test func theParametersNameTheHash() throws {
    let generic = try CryptographicKey(symmetric: Secret(Array("Jefe".utf8)), algorithm: .hmacSHA256)
    let key = try aes(RandomBytes.make(count: 16))
    for hash in [HashingAlgorithm.sha1, .sha256, .sha512, .sha3256, .sha3512] {
      let mac = try MessageAuthentication.mac(of: message, with: key, parameters: .init(hashingAlgorithm: hash))
      #expect(try mac.count == Hashing.digest(of: [], hash).count)
    }
    let other = CryptographicParameters(hashingAlgorithm: .sha512)
    #expect(
      reason { _ = try MessageAuthentication.mac(of: [], with: generic, parameters: other) }
        == .badCryptographicParameters)
  }

  @Test func whatIsMissingIsRefused() throws {
    for key in [try CryptographicKey(symmetric: Secret(message), algorithm: .hmacMD5), try aes([UInt8](0..<16))] {
      #expect(reason { _ = try MessageAuthentication.mac(of: [], with: key) } == .unsupportedCryptographicParameters)
    }
    let md5 = CryptographicParameters(hashingAlgorithm: .md5)
    let key = try aes([UInt8](0..<16))
    #expect(
      reason { _ = try MessageAuthentication.mac(of: [], with: key, parameters: md5) }
        == .unsupportedCryptographicParameters)
    let rsa = try CryptographicKey(publicKey: Fixtures.rsa.spki)
    #expect(reason { _ = try MessageAuthentication.mac(of: [], with: rsa) } == .invalidObjectType)
  }
}
