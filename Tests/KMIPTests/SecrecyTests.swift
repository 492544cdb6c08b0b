import KMIP
import TTLV
import Testing

@Suite struct SecrecyTests {
  private func key(_ object: TTLV.Tag, _ value: Item) -> Item {
    Item(object, [Item(.keyBlock, [Item(.keyFormatType, .enumeration(1)), value])])
  }

  private let material = Item(.keyMaterial, .byteString([1, 2, 3]))

  @Test func keyMaterialIsSecretButForThatOfPublicKeys() {
    #expect(key(.symmetricKey, Item(.keyValue, [material])).firstSecret() == .keyMaterial)
    #expect(key(.secretData, Item(.keyValue, .byteString([1]))).firstSecret() == .keyValue)
    #expect(key(.publicKey, Item(.keyValue, [material])).firstSecret() == nil)
    #expect(
      key(.symmetricKey, Item(.keyValue, [Item(.attributes, [Item(.state, .enumeration(1))])])).firstSecret() == nil)
  }

  @Test func everyNumberOfATransparentKeyIsSecret() {
    let numbers = Item(.keyMaterial, [Item(.modulus, .bigInteger([1])), Item(.recommendedCurve, .enumeration(7))])
    #expect(key(.privateKey, Item(.keyValue, [numbers])).firstSecret() == .modulus)
    #expect(numbers.children.map { $0.secretByteCount(.secret) } == [1, nil])
  }

  @Test func passwordsAndDataAreSecret() {
    #expect(
      Item(.credentialValue, [Item(.username, .textString("a")), Item(.password, .textString("b"))]).firstSecret()
        == .password)
    #expect(Item(.requestPayload, [Item(.data, .byteString([1]))]).firstSecret() == .data)
    #expect(Item(.requestPayload, [Item(.data, .byteString([]))]).firstSecret() == nil)
    #expect(Item(.requestPayload, [Item(.uniqueIdentifier, .textString("k"))]).firstSecret() == nil)
  }
}
