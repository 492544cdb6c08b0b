import KMIP
import Testing

@testable import KMIPServer

/// Operations whose data comes in parts (KMIP 2.1 §6.1).
@Suite struct StreamTests {
  private let data = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
  private var parts: [[UInt8]] { [Array(data[..<1]), Array(data[1..<18]), [], Array(data[18...])] }

  @Test(arguments: MessageEncoding.allCases)
  func whatIsEncryptedInPartsDecryptsWholeAndInParts(encoding: MessageEncoding) async throws {
    let fixture = try Fixture(encoding)
    let id = try await fixture.makeKey()
    var sealed: [UInt8] = []
    var first: Encrypt.Response?
    let last = try await fixture.stream(
      parts,
      Encrypt(
        uniqueIdentifier: id, authenticatedEncryptionAdditionalData: [1, 2])
    ) { answer in
      first = first ?? answer
      sealed += answer.data ?? []
    }
    #expect(last.correlationValue == nil)
    let tag = try #require(last.authenticatedEncryptionTag)
    let vector = try #require(first?.ivCounterNonce)
    let request = Decrypt(
      uniqueIdentifier: id, ivCounterNonce: vector, authenticatedEncryptionAdditionalData: [1, 2],
      authenticatedEncryptionTag: tag)
    var whole = request
    whole.data = sealed
    #expect(try await fixture.perform(whole).data == data)

    var opened: [UInt8] = []
    let sealedParts = [Array(sealed[..<500]), Array(sealed[500...])]
    try await fixture.stream(sealedParts, request) { opened += $0.data ?? [] }
    #expect(opened == data)

    var damaged = request
    damaged.authenticatedEncryptionTag = [UInt8](repeating: 0, count: 16)
    do {
      try await fixture.stream(sealedParts, damaged)
      Issue.record("a wrong tag was taken")
    } catch let failure as OperationFailure { #expect(failure.reason == .cryptographicFailure) }
  }

  @Test(arguments: MessageEncoding.allCases)
  func signaturesCodesAndHashesInPartsAreThoseOfTheWhole(encoding: MessageEncoding) async throws {
    let fixture = try Fixture(encoding)
    let pair = try await fixture.makePair()
    let signature = try await fixture.stream(parts, Sign(uniqueIdentifier: pair.privateKeyUniqueIdentifier))
    var verify = SignatureVerify(
      uniqueIdentifier: pair.publicKeyUniqueIdentifier, signatureData: signature.signatureData)
    #expect(try await fixture.stream(parts, verify).validityIndicator == .valid)
    #expect(try await fixture.stream(parts + [[0]], verify).validityIndicator == .invalid)
    verify.data = data
    #expect(try await fixture.perform(verify).validityIndicator == .valid)

    let key = try await fixture.makeKey([.macGenerate, .macVerify])
    let sha256 = CryptographicParameters(hashingAlgorithm: .sha256)
    let code = try await fixture.stream(parts, MAC(uniqueIdentifier: key, cryptographicParameters: sha256)).macData
    let whole = MAC(uniqueIdentifier: key, cryptographicParameters: sha256, data: data)
    #expect(try await fixture.perform(whole).macData == code)
    let check = MACVerify(uniqueIdentifier: key, cryptographicParameters: sha256, macData: code)
    #expect(try await fixture.stream(parts, check).validityIndicator == .valid)
    #expect(try await fixture.stream(parts + [[0]], check).validityIndicator == .invalid)

    let digest = try await fixture.stream(parts, KMIP.Hash(cryptographicParameters: sha256)).data
    #expect(try await fixture.perform(KMIP.Hash(cryptographicParameters: sha256, data: data)).data == digest)
  }

  @Test func aCorrelationValueIsGoodOnceForItsOwnerAndItsOperation() async throws {
    let fixture = try Fixture()
    let sha256 = CryptographicParameters(hashingAlgorithm: .sha256)
    let begin = KMIP.Hash(cryptographicParameters: sha256, data: [1], initIndicator: true)
    let correlation = try #require(try await fixture.perform(begin).correlationValue)
    let next = KMIP.Hash(data: [2], correlationValue: correlation)
    #expect(try await fixture.refusal(next, as: "mallory") == .invalidCorrelationValue)
    #expect(try await fixture.refusal(MAC(data: [2], correlationValue: correlation)) == .invalidCorrelationValue)
    #expect(try await fixture.refusal(KMIP.Hash(data: [2], correlationValue: [1, 2])) == .invalidCorrelationValue)
    // The stream is still there for its owner.
    let second = try #require(try await fixture.perform(next).correlationValue)
    #expect(try await fixture.refusal(next) == .invalidCorrelationValue)
    let end = KMIP.Hash(data: [3], correlationValue: second, finalIndicator: true)
    #expect(try await fixture.perform(end).data?.count == 32)
    #expect(try await fixture.refusal(end) == .invalidCorrelationValue)
  }

  @Test func indicatorsThatMakeNoSenseAreRefused() async throws {
    let fixture = try Fixture()
    let sha256 = CryptographicParameters(hashingAlgorithm: .sha256)
    for (begins, ends, correlation) in [(true, true, nil), (false, true, nil), (true, false, [UInt8(1)])] {
      let request = KMIP.Hash(
        cryptographicParameters: sha256, data: [1], correlationValue: correlation, initIndicator: begins,
        finalIndicator: ends)
      #expect(try await fixture.refusal(request) == .invalidField)
    }
    #expect(try await fixture.refusal(KMIP.Hash(data: [1], initIndicator: true)) == .invalidField)
  }

  @Test func aStreamThatFailsIsGone() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey()
    let other = try await fixture.makeKey()
    let begin = Encrypt(uniqueIdentifier: id, data: [1], initIndicator: true)
    for flaw in [
      Encrypt(uniqueIdentifier: other, data: [2]), Encrypt(uniqueIdentifier: id, data: [2], ivCounterNonce: [1]),
      Encrypt(uniqueIdentifier: id, data: [2], authenticatedEncryptionAdditionalData: [1]),
    ] {
      let correlation = try #require(try await fixture.perform(begin).correlationValue)
      var flaw = flaw
      flaw.correlationValue = correlation
      #expect(try await fixture.refusal(flaw) == .invalidField)
      let next = Encrypt(uniqueIdentifier: id, data: [2], correlationValue: correlation)
      #expect(try await fixture.refusal(next) == .invalidCorrelationValue)
    }
  }

  @Test func theKeyMustStayGoodForItsUse() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey()
    let begin = Encrypt(uniqueIdentifier: id, data: [1], initIndicator: true)
    let correlation = try #require(try await fixture.perform(begin).correlationValue)
    try await fixture.revoke(id, .superseded)
    let next = Encrypt(uniqueIdentifier: id, data: [2], correlationValue: correlation)
    #expect(try await fixture.refusal(next) == .wrongKeyLifecycleState)
  }

  @Test(arguments: [(UsageLimitsUnit.byte, Int64(5)), (.object, 7)])
  func limitsAreChargedByTheByteOrOnce(unit: UsageLimitsUnit, left: Int64) async throws {
    let fixture = try Fixture()
    let total = left + (unit == .byte ? 1000 : 1)
    let id = try await fixture.makeKey { $0.usageLimits = UsageLimits(usageLimitsTotal: total, usageLimitsUnit: unit) }
    try await fixture.stream(parts, Encrypt(uniqueIdentifier: id))
    #expect(try await fixture.attributes(id).usageLimits?.usageLimitsCount == left)
  }

  @Test func streamsAreFewAndDoNotWaitForEver() async throws {
    let fixture = try Fixture()
    let begin = KMIP.Hash(
      cryptographicParameters: CryptographicParameters(hashingAlgorithm: .sha256), data: [1], initIndicator: true)
    var correlation: [UInt8]?
    for _ in 0..<Streams.limitPerOwner { correlation = try await fixture.perform(begin).correlationValue }
    #expect(try await fixture.refusal(begin) == .serverLimitExceeded)
    #expect(try await fixture.refusal(begin, as: "bob") == nil)
    fixture.pass(Streams.patience)
    correlation = try await fixture.perform(KMIP.Hash(data: [2], correlationValue: correlation)).correlationValue
    fixture.pass(1)
    // All but the one that was fed have lapsed.
    #expect(try await fixture.refusal(begin) == nil)
    fixture.pass(Streams.patience + 1)
    #expect(
      try await fixture.refusal(KMIP.Hash(data: [2], correlationValue: correlation)) == .invalidCorrelationValue)
  }

  @Test func whatCannotBeDoneInPartsIsRefusedAtOnce() async throws {
    let fixture = try Fixture()
    let edwards = try await fixture.makePair {
      $0.cryptographicAlgorithm = .ed25519
      $0.cryptographicDomainParameters = nil
    }
    let sign = Sign(uniqueIdentifier: edwards.privateKeyUniqueIdentifier, data: [1], initIndicator: true)
    #expect(try await fixture.refusal(sign) == .unsupportedCryptographicParameters)
    let id = try await fixture.makeKey()
    let siv = CryptographicParameters(blockCipherMode: .init(rawValue: 0x8000_0002))
    let encrypt = Encrypt(uniqueIdentifier: id, cryptographicParameters: siv, data: [1], initIndicator: true)
    #expect(try await fixture.refusal(encrypt) == .unsupportedCryptographicParameters)
    #expect(fixture.kms.streams.isEmpty)
  }
}

extension Fixture {
  /// Sends the data part by part.
  @discardableResult
  func stream<Request: StreamedRequest>(
    _ parts: [[UInt8]], _ request: Request, _ each: (Request.Response) -> Void = { _ in }
  ) async throws -> Request.Response {
    var request = request
    request.initIndicator = true
    for (index, part) in parts.enumerated() {
      request.data = part
      if index == parts.count - 1 { request.finalIndicator = true }
      let answer = try await perform(request)
      each(answer)
      if index == parts.count - 1 { return answer }
      request = Request.next
      request.correlationValue = answer.correlationValue
    }
    throw OperationFailure(.generalFailure, "no parts")
  }
}

protocol StreamedRequest: KMIP.Operation where Response: StreamedResponse {
  var data: [UInt8]? { get set }
  var correlationValue: [UInt8]? { get set }
  var initIndicator: Bool? { get set }
  var finalIndicator: Bool? { get set }
  /// A request for the key of the stream.
  static var next: Self { get }
}

protocol StreamedResponse { var correlationValue: [UInt8]? { get } }

extension Encrypt: StreamedRequest { static var next: Self { Self() } }
extension Decrypt: StreamedRequest { static var next: Self { Self() } }
extension Sign: StreamedRequest { static var next: Self { Self() } }
extension SignatureVerify: StreamedRequest { static var next: Self { Self() } }
extension KMIP.Hash: StreamedRequest { static var next: Self { Self() } }
extension MAC: StreamedRequest { static var next: Self { Self() } }
extension MACVerify: StreamedRequest { static var next: Self { Self() } }
extension Encrypt.Response: StreamedResponse {}
extension Decrypt.Response: StreamedResponse {}
extension Sign.Response: StreamedResponse {}
extension SignatureVerify.Response: StreamedResponse {}
extension KMIP.Hash.Response: StreamedResponse {}
extension MAC.Response: StreamedResponse {}
extension MACVerify.Response: StreamedResponse {}
