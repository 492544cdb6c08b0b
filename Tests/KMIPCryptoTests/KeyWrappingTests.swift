import KMIP
import KMIPCrypto
import Testing

@Suite struct KeyWrappingTests {
  static let parameters: [CryptographicParameters?] = [
    nil, .init(blockCipherMode: .nistKeyWrap), .init(blockCipherMode: .aesKeyWrapPadding),
    .init(blockCipherMode: .gcm), .init(blockCipherMode: .gcm, tagLength: 12),
  ]

  private func specification(
    _ parameters: CryptographicParameters?, _ encoding: EncodingOption? = nil
  ) -> KeyWrappingSpecification {
    KeyWrappingSpecification(
      wrappingMethod: .encrypt,
      encryptionKeyInformation: .init(uniqueIdentifier: .text("kek"), cryptographicParameters: parameters),
      attributeName: [], encodingOption: encoding)
  }

  @Test(arguments: parameters, [EncodingOption?.none, .noEncoding, .ttlvEncoding])
  func aSymmetricKeyIsWrappedAndUnwrapped(parameters: CryptographicParameters?, encoding: EncodingOption?) throws {
    let wrapping = try aes(RandomBytes.make(count: 32))
    let block = try aes(RandomBytes.make(count: 32)).keyBlock()
    var wrapped = try KeyWrapping.wrap(block, with: wrapping, specification: specification(parameters, encoding))
    #expect(wrapped.keyWrappingData?.encodingOption == encoding ?? .ttlvEncoding)
    #expect(wrapped.keyValue?.material == nil)
    #expect(reason { _ = try CryptographicKey(wrapped, objectType: .symmetricKey) } == .invalidField)
    #expect(try KeyWrapping.unwrap(wrapped, with: wrapping) == block)
    let other = try aes(RandomBytes.make(count: 32))
    #expect(reason { _ = try KeyWrapping.unwrap(wrapped, with: other) } == .cryptographicFailure)
    wrapped.keyValue = .wrapped([1, 2, 3])
    #expect(reason { _ = try KeyWrapping.unwrap(wrapped, with: wrapping) } != nil)
  }

  @Test func theBytesAreRFC3394s() throws {
    let wrapping = try aes(hex("000102030405060708090A0B0C0D0E0F"))
    let block = try aes(hex("00112233445566778899AABBCCDDEEFF")).keyBlock()
    let wrapped = try KeyWrapping.wrap(block, with: wrapping, specification: specification(nil, .noEncoding))
    #expect(wrapped.keyValue == .wrapped(hex("1FA68B0A8112B447AEF34BD8FB5A7B829D3E862371D2CFE5")))
  }

  @Test func rsaWrapsWithOAEP() throws {
    let block = try aes(RandomBytes.make(count: 32)).keyBlock()
    let publicKey = try CryptographicKey(publicKey: Fixtures.rsa.spki)
    let privateKey = try CryptographicKey(privateKey: Secret(Fixtures.rsa.pkcs8))
    for encoding in [EncodingOption.noEncoding, .ttlvEncoding] {
      let wrapped = try KeyWrapping.wrap(block, with: publicKey, specification: specification(nil, encoding))
      #expect(try KeyWrapping.unwrap(wrapped, with: privateKey) == block)
    }
  }

  @Test func aPrivateKeyIsWrappedWithItsAttributes() throws {
    let wrapping = try aes(RandomBytes.make(count: 16))
    var block = try CryptographicKey(privateKey: Secret(Fixtures.p256.pkcs8)).keyBlock()
    guard let material = block.keyValue?.material else { throw OperationFailure.absent }
    var attributes = Attributes()
    attributes.cryptographicUsageMask = .sign
    block.keyValue = .plain(material, attributes: attributes)
    let wrapped = try KeyWrapping.wrap(block, with: wrapping, specification: specification(nil))
    #expect(try KeyWrapping.unwrap(wrapped, with: wrapping) == block)
    let found = reason {
      _ = try KeyWrapping.wrap(block, with: wrapping, specification: specification(nil, .noEncoding))
    }
    #expect(found == .encodingOptionError)
  }

  @Test func pkcs8WithoutEncodingNeedsPadding() throws {
    let wrapping = try aes(RandomBytes.make(count: 16))
    let block = try CryptographicKey(privateKey: Secret(Fixtures.p384.pkcs8)).keyBlock(format: .pkcs8)
    #expect(
      reason { _ = try KeyWrapping.wrap(block, with: wrapping, specification: specification(nil, .noEncoding)) }
        == .invalidField)
    let padding = specification(.init(blockCipherMode: .aesKeyWrapPadding), .noEncoding)
    let wrapped = try KeyWrapping.wrap(block, with: wrapping, specification: padding)
    #expect(try KeyWrapping.unwrap(wrapped, with: wrapping) == block)
  }

  @Test func otherMethodsAreRefused() throws {
    let wrapping = try aes(RandomBytes.make(count: 16))
    let block = try aes(RandomBytes.make(count: 16)).keyBlock()
    var signed = specification(nil)
    signed.wrappingMethod = .macSign
    #expect(
      reason { _ = try KeyWrapping.wrap(block, with: wrapping, specification: signed) } == .keyWrapTypeNotSupported)
    #expect(reason { _ = try KeyWrapping.unwrap(block, with: wrapping) } == .invalidField)
  }
}
