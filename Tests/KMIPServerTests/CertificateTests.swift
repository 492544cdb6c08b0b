import KMIP
import KMIPCrypto
import TTLV
import Testing

@testable import KMIPServer

@Suite struct CertificateTests {
  private func subject(_ name: String, _ change: (inout Attributes) -> Void = { _ in }) -> Attributes {
    .with {
      $0.certificateAttributes = CertificateAttributes(certificateSubjectCN: name, certificateSubjectO: "")
      change(&$0)
    }
  }

  private func vendor(_ name: String, _ value: Item.Value) -> VendorAttribute {
    VendorAttribute(vendorIdentification: "kmsh", attributeName: name, attributeValue: value)
  }

  private func authority(_ fixture: Fixture) async throws -> (key: String, certificate: UniqueIdentifier) {
    let pair = try await fixture.makePair()
    let request = subject("Root") { $0.vendorAttributes = [vendor("basic-constraints-ca", .boolean(true))] }
    let id = try await fixture.perform(
      Certify(uniqueIdentifier: pair.publicKeyUniqueIdentifier, attributes: request)
    ).uniqueIdentifier
    return (pair.privateKeyUniqueIdentifier.description, id)
  }

  private func certificate(_ fixture: Fixture, _ id: UniqueIdentifier) async throws -> X509Certificate {
    guard case .certificate(let object) = try await fixture.perform(Get(uniqueIdentifier: id)).object else {
      throw OperationFailure(.invalidObjectType, "no certificate")
    }
    return try X509Certificate(object.certificateValue)
  }

  @Test(arguments: MessageEncoding.allCases)
  func aChainIsMadeAndValidated(encoding: MessageEncoding) async throws {
    let fixture = try Fixture(encoding)
    let root = try await authority(fixture)
    let pair = try await fixture.makePair()
    let request = subject("host") {
      $0.setLink(.privateKeyLink, root.key)
      $0.vendorAttributes = [
        vendor("subject-alternative-names", .textString("dns:host.example,ip:10.0.0.1")),
        VendorAttribute(
          vendorIdentification: "cosmian", attributeName: "requested_validity_days", attributeValue: .integer(30)),
      ]
    }
    let leaf = try await fixture.perform(
      Certify(uniqueIdentifier: pair.publicKeyUniqueIdentifier, attributes: request)
    ).uniqueIdentifier
    let x509 = try await certificate(fixture, leaf)
    #expect(x509.dnsNames == ["host.example"])
    #expect(x509.notAfter.seconds - x509.notBefore.seconds == 30 * 86_400)
    let attributes = try await fixture.attributes(leaf)
    #expect(attributes.link(.certificateLink) == root.certificate.description)
    #expect(attributes.link(.publicKeyLink) == pair.publicKeyUniqueIdentifier.description)
    #expect(attributes.state == .active && attributes.certificateLength == Int32(x509.der.count))
    #expect(attributes.items.first { $0.tag == .certificateSubjectCN }?.text == "host")
    #expect(
      try await fixture.attributes(pair.privateKeyUniqueIdentifier).link(.certificateLink) == leaf.description)
    let validate = Validate(uniqueIdentifier: [leaf])
    #expect(try await fixture.perform(validate).validityIndicator == .valid)
    fixture.pass(31 * 86_400)
    #expect(try await fixture.perform(validate).validityIndicator == .invalid)
  }

  @Test func aCompromisedIssuerSpoilsTheChain() async throws {
    let fixture = try Fixture()
    let root = try await authority(fixture)
    #expect(try await fixture.perform(Validate(uniqueIdentifier: [root.certificate])).validityIndicator == .valid)
    try await fixture.revoke(root.certificate, .caCompromise)
    #expect(try await fixture.perform(Validate(uniqueIdentifier: [root.certificate])).validityIndicator == .invalid)
  }

  @Test func aRevokedKeyIssuesNoMore() async throws {
    let fixture = try Fixture()
    let root = try await authority(fixture)
    try await fixture.revoke(.text(root.key), .keyCompromise)
    let pair = try await fixture.makePair()
    let request = subject("host") { $0.setLink(.certificateLink, root.certificate.description) }
    let certify = Certify(uniqueIdentifier: pair.publicKeyUniqueIdentifier, attributes: request)
    #expect(try await fixture.refusal(certify) == .wrongKeyLifecycleState)
    #expect(try await fixture.refusal(ReCertify(uniqueIdentifier: root.certificate)) == .wrongKeyLifecycleState)
  }

  @Test func renewalKeepsKeyAndSubject() async throws {
    let fixture = try Fixture()
    let root = try await authority(fixture)
    let old = try await certificate(fixture, root.certificate)
    fixture.pass(1000)
    let renewed = try await fixture.perform(ReCertify(uniqueIdentifier: root.certificate)).uniqueIdentifier
    let new = try await certificate(fixture, renewed)
    #expect(new.publicKey == old.publicKey && new.subject == old.subject && new.isCA)
    #expect(new.notBefore > old.notBefore && new.serialNumber != old.serialNumber)
    #expect(try await fixture.attributes(renewed).link(.replacedObjectLink) == root.certificate.description)
    #expect(try await fixture.attributes(root.certificate).link(.replacementObjectLink) == renewed.description)
    let same = try await fixture.perform(Certify(uniqueIdentifier: root.certificate)).uniqueIdentifier
    #expect(same == root.certificate)
    #expect(try await certificate(fixture, same).serialNumber != old.serialNumber)
  }

  @Test func aRequestIsSignedByItsIssuerOnly() async throws {
    let fixture = try Fixture()
    let root = try await authority(fixture)
    let key = try KeyGeneration.keyPair(.ec, curve: .p256)
    let request = try CertificateSigningRequestDocument.make(
      privateKey: key.privateKey, subject: try SubjectName("CN=asked"), dnsNames: ["asked.example"])
    var certify = Certify(certificateRequestType: .pkcs10, certificateRequestValue: request.der)
    #expect(try await fixture.refusal(certify) == .invalidField)
    certify.attributes = .with { $0.setLink(.certificateLink, root.certificate.description) }
    let id = try await fixture.perform(certify).uniqueIdentifier
    #expect(try await certificate(fixture, id).publicKey == key.publicKey)
    let register = Register(
      objectType: .certificateRequest,
      object: .certificateRequest(.init(certificateRequestType: .pkcs10, certificateRequestValue: request.der)))
    let kept = try await fixture.perform(register).uniqueIdentifier
    let again = try await fixture.perform(Certify(uniqueIdentifier: kept, attributes: certify.attributes))
    #expect(try await certificate(fixture, again.uniqueIdentifier).publicKey == key.publicKey)
    certify.certificateRequestValue = [1, 2, 3]
    #expect(try await fixture.refusal(certify) == .invalidCSR)
  }

  @Test func aPairCanBeMadeWithItsCertificate() async throws {
    let fixture = try Fixture()
    let request = subject("new") {
      $0.cryptographicAlgorithm = .ec
      $0.cryptographicDomainParameters = CryptographicDomainParameters(recommendedCurve: .p256)
    }
    let id = try await fixture.perform(Certify(attributes: request)).uniqueIdentifier
    #expect(try await fixture.attributes(id).link(.privateKeyLink) != nil)
    let key = try await fixture.makeKey()
    #expect(try await fixture.refusal(Certify(uniqueIdentifier: key, attributes: request)) == .invalidObjectType)
    #expect(try await fixture.refusal(Certify(uniqueIdentifier: "no", attributes: request)) == .itemNotFound)
  }

  @Test func extensionsMayComeAsAFile() throws {
    let file = ExtensionFile(
      Array("[ v3 ]\nbasicConstraints = critical,CA:TRUE,pathlen:2\nkeyUsage=keyCertSign # x\n".utf8))
    var profile = CertificateProfile()
    try file.apply(to: &profile)
    #expect(profile.isCA && profile.pathLength == 2 && profile.keyUsages == [.keyCertSign])
    #expect(throws: OperationFailure.self) { try ExtensionFile(Array("nameConstraints=x".utf8)).apply(to: &profile) }
    #expect(throws: OperationFailure.self) { try AlternativeNameList("host.example") }
  }
}

extension CertificateTests {
  @Test(arguments: [
    ("requested_validity_days", Item.Value.integer(.max)), ("requested_validity_days", .integer(-1)),
    ("path-length", .integer(-1)), ("path-length", .integer(.max)),
    ("subject-alternative-names", .textString("ip:999.1")), ("subject-alternative-names", .textString(",:,")),
  ])
  func senselessWishesAreAnswered(name: String, value: Item.Value) async throws {
    let fixture = try Fixture()
    let pair = try await fixture.makePair()
    let request = Attributes.with {
      $0.certificateAttributes = CertificateAttributes(certificateSubjectCN: "x")
      $0.vendorAttributes = ["kmsh", "cosmian"].map {
        VendorAttribute(vendorIdentification: $0, attributeName: name, attributeValue: value)
      }
    }
    let refusal = try await fixture.refusal(
      Certify(uniqueIdentifier: pair.publicKeyUniqueIdentifier, attributes: request))
    #expect(refusal != .invalidMessage)
    let later = ReKeyKeyPair(
      privateKeyUniqueIdentifier: pair.privateKeyUniqueIdentifier, offset: Interval(seconds: .max))
    try await fixture.perform(later)
  }
}
