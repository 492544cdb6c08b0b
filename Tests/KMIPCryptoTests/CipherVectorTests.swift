import KMIP
import KMIPCrypto
import Testing

/// Published vectors, encrypted and decrypted again.
@Suite struct CipherVectorTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    let name: String
    var algorithm = CryptographicAlgorithm.aes
    let parameters: CryptographicParameters
    let key: String
    var iv: String?
    var aad: String?
    let plaintext: String
    let ciphertext: String
    var tag: String?
    var testDescription: String { name }
  }

  private static let block = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
  private static let key128 = "2b7e151628aed2a6abf7158809cf4f3c"
  private static let key256 = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"
  private static let gcmPlaintext =
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657"
    + "ba637b39"

  static let vectors: [Vector] = [
    Vector(
      name: "GCM, SP 800-38D test case 4", parameters: .init(), key: "feffe9928665731c6d6a8f9467308308",
      iv: "cafebabefacedbaddecaf888", aad: "feedfacedeadbeeffeedfacedeadbeefabaddad2", plaintext: gcmPlaintext,
      ciphertext: "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa05"
        + "1ba30b396a0aac973d58e091",
      tag: "5bc94fbc3221a5db94fae95ae7121a47"),
    Vector(
      name: "GCM with a tag of 12 bytes", parameters: .init(blockCipherMode: .gcm, tagLength: 12),
      key: "feffe9928665731c6d6a8f9467308308", iv: "cafebabefacedbaddecaf888",
      aad: "feedfacedeadbeeffeedfacedeadbeefabaddad2", plaintext: gcmPlaintext,
      ciphertext: "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa05"
        + "1ba30b396a0aac973d58e091",
      tag: "5bc94fbc3221a5db94fae95a"),
    Vector(
      name: "GCM with a vector of 8 bytes, test case 5", parameters: .init(blockCipherMode: .gcm),
      key: "feffe9928665731c6d6a8f9467308308", iv: "cafebabefacedbad", aad: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
      plaintext: gcmPlaintext,
      ciphertext: "61353b4c2806934a777ff51fa22a4755699b2a714fcdc6f83766e5f97b6c742373806900e49f24b22b097544d4896b42"
        + "4989b5e1ebac0f07c23f4598",
      tag: "3612d2e79e3b0785561be14aaca2fccb"),
    Vector(
      name: "GCM with a vector of 60 bytes, test case 6", parameters: .init(blockCipherMode: .gcm),
      key: "feffe9928665731c6d6a8f9467308308",
      iv: "9313225df88406e555909c5aff5269aa6a7a9538534f7da1e4c303d2a318a728c3c0c95156809539fcf0e2429a6b525416aedbf5"
        + "a0de6a57a637b39b",
      aad: "feedfacedeadbeeffeedfacedeadbeefabaddad2", plaintext: gcmPlaintext,
      ciphertext: "8ce24998625615b603a033aca13fb894be9112a5c3a211a8ba262a3cca7e2ca701e4a9a4fba43c90ccdcb281d48c7c6f"
        + "d62875d2aca417034c34aee5",
      tag: "619cc5aefffe0bfa462af43c1699d050"),
    Vector(
      name: "CBC, SP 800-38A F.2.1", parameters: .init(blockCipherMode: .cbc, paddingMethod: .noPadding),
      key: key128, iv: "000102030405060708090a0b0c0d0e0f", plaintext: block,
      ciphertext: "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"),
    Vector(
      name: "ECB, SP 800-38A F.1.5", parameters: .init(blockCipherMode: .ecb), key: key256, plaintext: block,
      ciphertext: "f3eed1bdb5d2a03c064b5a7e3db181f8591ccb10d410ed26dc5ba74a31362870"),
    Vector(
      name: "CTR, SP 800-38A F.5.1", parameters: .init(blockCipherMode: .ctr), key: key128,
      iv: "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff", plaintext: block,
      ciphertext: "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff"),
    Vector(
      name: "CFB128, SP 800-38A F.3.13", parameters: .init(blockCipherMode: .cfb), key: key128,
      iv: "000102030405060708090a0b0c0d0e0f", plaintext: block,
      ciphertext: "3b3fd92eb72dad20333449f8e83cfb4ac8a64537a0b3a93fcde3cdad9f1ce58b"),
    Vector(
      name: "CCM, SP 800-38C example 1", parameters: .init(blockCipherMode: .ccm, tagLength: 4),
      key: "404142434445464748494a4b4c4d4e4f", iv: "10111213141516", aad: "0001020304050607",
      plaintext: "20212223", ciphertext: "7162015b", tag: "4dac255d"),
    Vector(
      name: "CCM, SP 800-38C example 2", parameters: .init(blockCipherMode: .ccm, tagLength: 6),
      key: "404142434445464748494a4b4c4d4e4f", iv: "1011121314151617", aad: "000102030405060708090a0b0c0d0e0f",
      plaintext: "202122232425262728292a2b2c2d2e2f", ciphertext: "d2a1f0e051ea5f62081a7792073d593d",
      tag: "1fc64fbfaccd"),
    Vector(
      name: "XTS, IEEE 1619 vector 2", parameters: .init(blockCipherMode: .xts),
      key: "1111111111111111111111111111111122222222222222222222222222222222", iv: "33333333330000000000000000000000",
      plaintext: "4444444444444444444444444444444444444444444444444444444444444444",
      ciphertext: "c454185e6a16936e39334038acef838bfb186fff7480adc4289382ecd6d394f0"),
    Vector(
      name: "XTS, IEEE 1619 vector 15", parameters: .init(blockCipherMode: .xts),
      key: "fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0bfbebdbcbbbab9b8b7b6b5b4b3b2b1b0", iv: "9a785634120000000000000000000000",
      plaintext: "000102030405060708090a0b0c0d0e0f10", ciphertext: "6c1625db4671522d3d7599601de7ca09ed"),
    Vector(
      name: "XTS with two keys of 256 bits", parameters: .init(blockCipherMode: .xts),
      key: "2718281828459045235360287471352731415926535897932384626433832795"
        + "0000000000000000000000000000000100000000000000000000000000000002",
      iv: "00000000000000000000000000000000", plaintext: "48656c6c6f2c204145532d5854532121",
      ciphertext: "ae1ae6d09fa9476d157a821679aa3bf9"),
    Vector(
      name: "GCM-SIV, RFC 8452 C.1", parameters: .init(blockCipherMode: .init(rawValue: 0x8000_0002)),
      key: "01000000000000000000000000000000", iv: "030000000000000000000000", plaintext: "0100000000000000",
      ciphertext: "b5d839330ac7b786", tag: "578782fff6013b815b287c22493a364c"),
    Vector(
      name: "NIST key wrap, RFC 3394 §4.6", parameters: .init(blockCipherMode: .nistKeyWrap),
      key: "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F",
      plaintext: "00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F",
      ciphertext: "28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21"),
    Vector(
      name: "key wrap with padding, RFC 5649 §6, 20 bytes", parameters: .init(blockCipherMode: .aesKeyWrapPadding),
      key: "5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8", plaintext: "c37b7e6492584340bed12207808941155068f738",
      ciphertext: "138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a"),
    Vector(
      name: "key wrap with padding, RFC 5649 §6, 7 bytes", parameters: .init(blockCipherMode: .aesKeyWrapPadding),
      key: "5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8", plaintext: "466f7250617369",
      ciphertext: "afbeb0f07dfbf5419200f2ccb50bb24f"),
    Vector(
      name: "ChaCha20-Poly1305, RFC 8439 §2.8.2", algorithm: .chaCha20Poly1305, parameters: .init(),
      key: "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f", iv: "070000004041424344454647",
      aad: "50515253c0c1c2c3c4c5c6c7",
      plaintext:
        "4c616469657320616e642047656e746c656d656e206f662074686520636c617373206f66202739393a204966204920636f756c"
        + "64206f6666657220796f75206f6e6c79206f6e652074697020666f7220746865206675747572652c2073756e73637265656e20776f75"
        + "6c642062652069742e",
      ciphertext: "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b1a"
        + "71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a"
        + "9de576d26586cec64b6116",
      tag: "1ae10b594f09e26a7e902ecbd0600691"),
    Vector(
      name: "ChaCha20-Poly1305 with a tag of 12 bytes", algorithm: .chaCha20Poly1305,
      parameters: .init(blockCipherMode: .aead, tagLength: 12),
      key: "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f", iv: "070000004041424344454647",
      aad: "50515253c0c1c2c3c4c5c6c7",
      plaintext:
        "4c616469657320616e642047656e746c656d656e206f662074686520636c617373206f66202739393a204966204920636f756c"
        + "64206f6666657220796f75206f6e6c79206f6e652074697020666f7220746865206675747572652c2073756e73637265656e20776f75"
        + "6c642062652069742e",
      ciphertext: "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b1a"
        + "71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a"
        + "9de576d26586cec64b6116",
      tag: "1ae10b594f09e26a7e902ecb"),
    Vector(
      name: "ChaCha20 with a nonce of 8 bytes, draft-agl-tls-chacha20poly1305 §7", algorithm: .chaCha20,
      parameters: .init(), key: String(repeating: "00", count: 32), iv: "0000000000000001",
      plaintext: String(repeating: "00", count: 60),
      ciphertext: "de9cba7bf3d69ef5e786dc63973f653a0b49e015adbff7134fcb7df137821031e85a050278a7084527214f73efc7fa5b52"
        + "77062eb7a0433e445f41e3"),
    Vector(
      name: "ChaCha20, RFC 8439 §2.4.2", algorithm: .chaCha20,
      parameters: .init(cryptographicAlgorithm: .chaCha20, initialCounterValue: 1),
      key: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", iv: "000000000000004a00000000",
      plaintext: "4c616469657320616e642047656e746c656d656e206f662074686520636c617373206f66202739393a20",
      ciphertext: "6e2e359a2568f98041ba0728dd0d6981e97e7aec1d4360c20a27afccfd9fae0bf91b65c5524733ab8f59"),
  ]

  @Test(arguments: vectors)
  func encryptsAndDecrypts(vector: Vector) throws {
    let key = try CryptographicKey(symmetric: Secret(hex(vector.key)), algorithm: vector.algorithm)
    let aad = vector.aad.map(hex)
    let sealed = try Cipher.encrypt(
      hex(vector.plaintext), with: key, parameters: vector.parameters, ivCounterNonce: vector.iv.map(hex),
      additionalData: aad)
    #expect(sealed.data == hex(vector.ciphertext))
    #expect(sealed.authenticatedEncryptionTag == vector.tag.map(hex))
    #expect(sealed.ivCounterNonce == nil)
    let given = Ciphertext(
      data: sealed.data, ivCounterNonce: vector.iv.map(hex), authenticatedEncryptionTag: vector.tag.map(hex))
    let opened = try Cipher.decrypt(given, with: key, parameters: vector.parameters, additionalData: aad)
    #expect(opened == hex(vector.plaintext))
  }

  @Test(arguments: vectors.filter { $0.tag != nil })
  func aWrongTagIsRefused(vector: Vector) throws {
    let key = try CryptographicKey(symmetric: Secret(hex(vector.key)), algorithm: vector.algorithm)
    var tag = vector.tag.map(hex) ?? []
    tag[0] ^= 1
    let given = Ciphertext(
      data: hex(vector.ciphertext), ivCounterNonce: vector.iv.map(hex), authenticatedEncryptionTag: tag)
    let found = reason {
      _ = try Cipher.decrypt(given, with: key, parameters: vector.parameters, additionalData: vector.aad.map(hex))
    }
    #expect(found == .cryptographicFailure)
  }
}
