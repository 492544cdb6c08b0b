import KMIP
import KMIPCrypto
import KeyStore
import TTLV
import Testing

@testable import KMIPServer

@Suite struct SplitKeyTests {
  @Test(arguments: [SplitKeyMethod.xor, .polynomialSharingGF28, .polynomialSharingGF216, .polynomialSharingPrimeField])
  func enoughPartsBringAKeyBack(method: SplitKeyMethod) async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey()
    // 2^521 - 1 is a prime.
    let prime = method == .polynomialSharingPrimeField ? BigInteger(magnitude: [0x01] + [0xFF] * 65) : nil
    let threshold: Int32 = method == .xor ? 5 : 3
    let split = CreateSplitKey(
      objectType: .splitKey, uniqueIdentifier: id, splitKeyParts: 5, splitKeyThreshold: threshold,
      splitKeyMethod: method, primeFieldSize: prime, attributes: .with { $0.uniqueIdentifier = "k" })
    let parts = try await fixture.perform(split).uniqueIdentifier
    #expect(parts == (1...5).map { .text("k_\($0)") })
    let chosen = Array(parts.reversed().prefix(Int(threshold)))
    let whole = try await fixture.perform(JoinSplitKey(objectType: .symmetricKey, uniqueIdentifier: chosen))
    #expect(try await fixture.material(whole.uniqueIdentifier) == fixture.material(id))
    let few = JoinSplitKey(objectType: .symmetricKey, uniqueIdentifier: Array(chosen.dropLast()))
    #expect(try await fixture.refusal(few) == .cryptographicFailure)
  }

  @Test func aNewKeyIsThereInPartsAlone() async throws {
    let fixture = try Fixture()
    let split = CreateSplitKey(
      objectType: .splitKey, splitKeyParts: 3, splitKeyThreshold: 2, splitKeyMethod: .polynomialSharingGF28,
      attributes: .aes([.encrypt]))
    let parts = try await fixture.perform(split).uniqueIdentifier
    #expect(try await fixture.perform(Locate()).uniqueIdentifier == parts)
    let attributes = try await fixture.attributes(parts[1])
    #expect(attributes.objectType == .splitKey && attributes.cryptographicAlgorithm == .aes)
    #expect(attributes.cryptographicLength == 256 && attributes.cryptographicUsageMask == [.encrypt])
    #expect(
      attributes.link(.previousLink) == parts[0].description && attributes.link(.nextLink) == parts[2].description)
    let got = try await fixture.perform(Get(uniqueIdentifier: parts[2]))
    guard case .splitKey(let part) = got.object else { return #expect(Bool(false), "a part is a split key") }
    #expect(part.keyPartIdentifier == 3 && part.splitKeyThreshold == 2 && part.splitKeyParts == 3)
  }

  @Test func aPrivateKeyAndSecretDataAreSplitToo() async throws {
    let fixture = try Fixture()
    let pair = try await fixture.makePair()
    let whole = try await fixture.splitAndJoined(pair.privateKeyUniqueIdentifier, .privateKey)
    let data: [UInt8] = [1, 2, 3]
    let signed = try await fixture.perform(Sign(uniqueIdentifier: whole, data: data))
    let verified = try await fixture.perform(
      SignatureVerify(
        uniqueIdentifier: pair.publicKeyUniqueIdentifier, data: data, signatureData: signed.signatureData))
    #expect(verified.validityIndicator == .valid)
    let secret = SecretData(
      secretDataType: .password,
      keyBlock: KeyBlock(keyFormatType: .raw, keyValue: .plain(.bytes(Secret(data)), attributes: nil)))
    let id = try await fixture.perform(
      Register(objectType: .secretData, attributes: Attributes(), object: .secretData(secret))
    ).uniqueIdentifier
    let joined = try await fixture.splitAndJoined(id, .secretData, .password)
    #expect(try await fixture.material(joined) == Secret(data))
  }

  @Test func partsKeepWhatTheWholeKept() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey {
      $0.sensitive = true
      $0.extractable = false
    }
    let split = CreateSplitKey(
      objectType: .splitKey, uniqueIdentifier: id, splitKeyParts: 2, splitKeyThreshold: 2, splitKeyMethod: .xor,
      attributes: .with { $0.extractable = true })
    let parts = try await fixture.perform(split).uniqueIdentifier
    #expect(try await fixture.refusal(Get(uniqueIdentifier: parts[0])) == .sensitive)
    let whole = try await fixture.perform(JoinSplitKey(objectType: .symmetricKey, uniqueIdentifier: parts))
    let attributes = try await fixture.attributes(whole.uniqueIdentifier)
    #expect(attributes.sensitive == true && attributes.extractable == false)
    #expect(try await fixture.refusal(split, as: "bob") == .itemNotFound)
    let theft = JoinSplitKey(objectType: .symmetricKey, uniqueIdentifier: parts)
    #expect(try await fixture.refusal(theft, as: "bob") == .objectNotFound)
  }

  @Test func partsOfSeveralKeysAreNotJoined() async throws {
    let fixture = try Fixture()
    let two = CreateSplitKey(
      objectType: .splitKey, splitKeyParts: 2, splitKeyThreshold: 2, splitKeyMethod: .xor, attributes: .aes())
    let three = CreateSplitKey(
      objectType: .splitKey, splitKeyParts: 3, splitKeyThreshold: 2, splitKeyMethod: .polynomialSharingGF28,
      attributes: .aes())
    let (a, b) = (try await fixture.perform(two).uniqueIdentifier, try await fixture.perform(three).uniqueIdentifier)
    let mixed = JoinSplitKey(objectType: .symmetricKey, uniqueIdentifier: [a[0], b[1]])
    #expect(try await fixture.refusal(mixed) == .badCryptographicParameters)
    let doubled = JoinSplitKey(objectType: .symmetricKey, uniqueIdentifier: [b[0], b[0]])
    #expect(try await fixture.refusal(doubled) == .invalidField)
    let key = try await fixture.makeKey()
    #expect(
      try await fixture.refusal(JoinSplitKey(objectType: .symmetricKey, uniqueIdentifier: [key])) == .invalidObjectType)
  }

  @Test(arguments: [
    (1, 1, SplitKeyMethod.xor, ResultReason.unsupportedCryptographicParameters),
    (3, 2, .xor, .unsupportedCryptographicParameters),
    (3, 4, .polynomialSharingGF28, .unsupportedCryptographicParameters),
    (256, 2, .polynomialSharingGF28, .unsupportedCryptographicParameters),
    (-1, 2, .polynomialSharingGF28, .unsupportedCryptographicParameters),
    (3, 2, .polynomialSharingPrimeField, .invalidField),
    (3, 2, SplitKeyMethod(rawValue: 9), .unsupportedCryptographicParameters),
  ])
  func whatIsNoSplitIsRefused(parts: Int32, threshold: Int32, method: SplitKeyMethod, reason: ResultReason) async throws
  {
    let split = CreateSplitKey(
      objectType: .splitKey, splitKeyParts: parts, splitKeyThreshold: threshold, splitKeyMethod: method,
      attributes: .aes())
    #expect(try await (try Fixture()).refusal(split) == reason)
  }

  @Test func aPartFromElsewhereIsKept() async throws {
    let fixture = try Fixture()
    var ids: [UniqueIdentifier] = []
    for (number, share): (Int32, [UInt8]) in [(1, [0x0F, 0xF0]), (2, [0xFF, 0xFF])] {
      let part = SplitKey(
        splitKeyParts: 2, keyPartIdentifier: number, splitKeyThreshold: 2, splitKeyMethod: .xor,
        keyBlock: KeyBlock(keyFormatType: .raw, keyValue: .plain(.bytes(Secret(share)), attributes: nil)))
      let register = Register(objectType: .splitKey, attributes: Attributes(), object: .splitKey(part))
      ids.append(try await fixture.perform(register).uniqueIdentifier)
    }
    let join = JoinSplitKey(objectType: .secretData, uniqueIdentifier: ids, secretDataType: .seed)
    #expect(try await fixture.material(try await fixture.perform(join).uniqueIdentifier) == Secret([0xF0, 0x0F]))
  }
}

private func * (byte: [UInt8], count: Int) -> [UInt8] { Array(repeatElement(byte, count: count).joined()) }

extension Fixture {
  fileprivate func material(_ id: UniqueIdentifier) async throws -> Secret? {
    let object = try await perform(Get(uniqueIdentifier: id)).object
    guard case .plain(.bytes(let secret), _)? = object.keyBlock?.keyValue else { return nil }
    return secret
  }

  fileprivate func splitAndJoined(
    _ id: UniqueIdentifier, _ type: ObjectType, _ secretType: SecretDataType? = nil
  ) async throws -> UniqueIdentifier {
    let split = CreateSplitKey(
      objectType: .splitKey, uniqueIdentifier: id, splitKeyParts: 3, splitKeyThreshold: 2,
      splitKeyMethod: .polynomialSharingGF216, attributes: Attributes())
    let parts = try await perform(split).uniqueIdentifier
    let attributes = Attributes.with {
      $0.activationDate = now
      $0.cryptographicUsageMask = [.sign]
    }
    let join = JoinSplitKey(
      objectType: type, uniqueIdentifier: [parts[0], parts[2]], secretDataType: secretType, attributes: attributes)
    return try await perform(join).uniqueIdentifier
  }
}
