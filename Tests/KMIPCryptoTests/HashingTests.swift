import KMIP
import KMIPCrypto
import Testing

@Suite struct HashingTests {
  @Test(arguments: [
    (HashingAlgorithm.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (.sha224, "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"),
    (.sha512224, "4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa"),
    (.sha3224, "e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf"),
    (.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      .sha384,
      "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
    ),
    (
      .sha512,
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
        + "454d4423643ce80e2a9ac94fa54ca49f"
    ),
    (.sha512256, "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23"),
    (.sha3256, "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532"),
    (
      .sha3384,
      "ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25"
    ),
    (
      .sha3512,
      "b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e39340"
        + "57340b4cf408d5a56592f8274eec53f0"
    ),
  ])
  func publishedDigestsOfABC(algorithm: HashingAlgorithm, digest: String) throws {
    #expect(try Hashing.digest(of: Array("abc".utf8), algorithm) == hex(digest))
    #expect(Hashing.supported.contains(algorithm))
  }

  @Test func md5IsForSignaturesOnly() throws {
    #expect(!Hashing.supported.contains(.md5))
    #expect(reason { try Hashing.checkSupported(.md5) } == .unsupportedCryptographicParameters)
    #expect(try Hashing.digest(of: Array("abc".utf8), .md5) == hex("900150983cd24fb0d6963f7d28e17f72"))
  }

  @Test(arguments: [HashingAlgorithm.ripemd160, .md2, .tiger, HashingAlgorithm(rawValue: 0x8000_0001)])
  func otherAlgorithmsAreRefused(algorithm: HashingAlgorithm) {
    #expect(reason { _ = try Hashing.digest(of: [], algorithm) } == .unsupportedCryptographicParameters)
  }

  @Test func randomBytesHaveTheLengthAskedForAndDiffer() throws {
    #expect(try RandomBytes.make(count: 0).isEmpty)
    #expect(try RandomBytes.make(count: 65536).count == 65536)
    #expect(try RandomBytes.make(count: 32) != RandomBytes.make(count: 32))
    #expect(reason { _ = try RandomBytes.make(count: 65537) } == .invalidField)
    #expect(reason { _ = try RandomBytes.make(count: -1) } == .invalidField)
  }
}
