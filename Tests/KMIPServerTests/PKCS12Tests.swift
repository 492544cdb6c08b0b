import KMIP
import KMIPCrypto
import KeyStore
import Testing

@testable import KMIPServer

@Suite struct PKCS12Tests {
  private let fixture: Fixture
  private let password: UniqueIdentifier
  private let pair: CreateKeyPair.Response
  private let certificate: UniqueIdentifier

  init() async throws {
    fixture = try Fixture()
    let block = KeyBlock(keyFormatType: .raw, keyValue: .plain(.bytes(Secret(Array("word".utf8))), attributes: nil))
    let register = Register(
      objectType: .secretData, object: .secretData(SecretData(secretDataType: .password, keyBlock: block)))
    password = try await fixture.perform(register).uniqueIdentifier
    let authority = try await fixture.makePair()
    let root = try await fixture.perform(
      Certify(
        uniqueIdentifier: authority.publicKeyUniqueIdentifier,
        attributes: .with { $0.certificateAttributes = .init(certificateSubjectCN: "Root") })
    ).uniqueIdentifier
    pair = try await fixture.makePair()
    certificate = try await fixture.perform(
      Certify(
        uniqueIdentifier: pair.publicKeyUniqueIdentifier,
        attributes: .with {
          $0.certificateAttributes = .init(certificateSubjectCN: "Host")
          $0.setLink(.certificateLink, root.description)
        })
    ).uniqueIdentifier
  }

  private var sealing: KeyWrappingSpecification {
    KeyWrappingSpecification(
      wrappingMethod: .encrypt, encryptionKeyInformation: EncryptionKeyInformation(uniqueIdentifier: password))
  }

  private func file() async throws -> [UInt8] {
    let get = Get(
      uniqueIdentifier: pair.privateKeyUniqueIdentifier, keyFormatType: .pkcs12, keyWrappingSpecification: sealing)
    let answer = try await fixture.perform(get)
    guard case .plain(.bytes(let secret), _)? = answer.object.keyBlock?.keyValue else { return [] }
    return secret.withBytes { Array($0) }
  }

  @Test func aKeyLeavesWithItsChain() async throws {
    let contents = try PKCS12Contents(await file(), password: Secret(Array("word".utf8)))
    let leaf = try X509Certificate(contents.certificate ?? [])
    #expect("\(leaf.subject)" == "CN=Host")
    #expect(try contents.chain.map { "\(try X509Certificate($0).subject)" } == ["CN=Root"])
    let byCertificate = try await fixture.perform(
      Export(uniqueIdentifier: certificate, keyFormatType: .pkcs12, keyWrappingSpecification: sealing))
    #expect(byCertificate.objectType == .privateKey && byCertificate.object.keyBlock?.keyFormatType == .pkcs12)
  }

  @Test func theLinkedPasswordSealsWithoutASpecification() async throws {
    let id = pair.privateKeyUniqueIdentifier
    let get = Get(uniqueIdentifier: id, keyFormatType: .pkcs12)
    #expect(try await fixture.refusal(get) == .invalidField)
    let link = Link(linkType: .pkcs12PasswordLink, linkedObjectIdentifier: .text(password.description))
    let added = Attributes.with { $0.links = [link] }.items[0]
    try await fixture.perform(AddAttribute(uniqueIdentifier: id, newAttribute: Attribute(added)))
    #expect(try await fixture.perform(get).object.keyBlock?.keyFormatType == .pkcs12)
  }

  @Test func whatMayNotLeaveStays() async throws {
    let sensitive = try await fixture.makePair { $0.sensitive = true }
    let get = Get(
      uniqueIdentifier: sensitive.privateKeyUniqueIdentifier, keyFormatType: .pkcs12,
      keyWrappingSpecification: sealing)
    #expect(try await fixture.refusal(get) == .sensitive)
    let key = try await fixture.makeKey()
    let other = Get(uniqueIdentifier: key, keyFormatType: .pkcs12, keyWrappingSpecification: sealing)
    #expect(try await fixture.refusal(other) == .keyFormatTypeNotSupported)
    var foreign = sealing
    foreign.encryptionKeyInformation = EncryptionKeyInformation(uniqueIdentifier: key)
    let wrong = Get(
      uniqueIdentifier: pair.privateKeyUniqueIdentifier, keyFormatType: .pkcs12, keyWrappingSpecification: foreign)
    #expect(try await fixture.refusal(wrong) == .invalidObjectType)
  }

  private func importing(_ file: [UInt8], replaces: Bool? = nil) -> Import {
    let block = KeyBlock(keyFormatType: .pkcs12, keyValue: .plain(.bytes(Secret(file)), attributes: nil))
    return Import(
      uniqueIdentifier: "host", objectType: .privateKey, replaceExisting: replaces,
      attributes: .with {
        $0.activationDate = fixture.now
        $0.setLink(.pkcs12PasswordLink, password.description)
      }, object: .privateKey(PrivateKey(keyBlock: block)))
  }

  @Test func aFileBecomesLinkedObjects() async throws {
    try await fixture.perform(importing(file()))
    let key = try await fixture.attributes("host")
    #expect(key.link(.publicKeyLink) == "host_pk" && key.link(.certificateLink) == "host_cert")
    #expect(key.cryptographicAlgorithm == .ec && key.state == .active)
    let leaf = try await fixture.attributes("host_cert")
    #expect(leaf.link(.privateKeyLink) == "host" && leaf.link(.certificateLink) == "host_ca1")
    #expect(try await fixture.attributes("host_ca1").link(.certificateLink) == "host_ca1")
    let signature = try await fixture.perform(Sign(uniqueIdentifier: "host", data: [1]))
    let verify = SignatureVerify(
      uniqueIdentifier: pair.publicKeyUniqueIdentifier, data: [1], signatureData: signature.signatureData)
    #expect(try await fixture.perform(verify).validityIndicator == .valid)
    #expect(try await fixture.perform(Validate(uniqueIdentifier: ["host_cert"])).validityIndicator == .valid)
    #expect(try await fixture.refusal(importing(file())) == .objectAlreadyExists)
    try await fixture.perform(importing(file(), replaces: true))
  }

  @Test func damagedFilesAndWrongPasswordsKeepNothing() async throws {
    var bytes = try await file()
    #expect(try await fixture.refusal(importing([1, 2, 3])) == .invalidField)
    bytes[bytes.count / 2] ^= 1
    #expect(try await fixture.refusal(importing(bytes)) != nil)
    var open = try await importing(file())
    open.attributes = nil
    #expect(try await fixture.refusal(open) == .badPassword)
    #expect(try await fixture.refusal(GetAttributes(uniqueIdentifier: "host")) == .objectNotFound)
  }
}
