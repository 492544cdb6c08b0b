import KMIP
import KMIPCrypto
import Testing

@Suite struct CertificateChainTests {
  let root: CertificateIssuer
  let intermediate: CertificateIssuer
  let leaf: X509Certificate

  init() throws {
    root = try CertificateTests.authority(Fixtures.rsa, "CN=Root")
    intermediate = CertificateIssuer(
      certificate: try CertificateAuthority.issue(
        publicKey: Fixtures.p384.spki, subject: SubjectName("CN=Intermediate"),
        profile: .init(validityDays: 100, isCA: true, pathLength: 0), validFrom: start, issuer: root),
      privateKey: Secret(Fixtures.p384.pkcs8))
    leaf = try CertificateAuthority.issue(
      publicKey: Fixtures.ed25519.spki, subject: SubjectName("CN=Leaf"), profile: .init(validityDays: 10),
      validFrom: start, issuer: intermediate)
  }

  @Test func theOrderOfTheOthersIsFree() {
    let others = [root.certificate, intermediate.certificate]
    for others in [others, others.reversed()] {
      let validity = CertificateChain.validate(leaf: leaf, others: others, at: day(5))
      #expect(validity.isValid)
      #expect(validity.chain == [leaf, intermediate.certificate, root.certificate])
      #expect(validity.reasons.isEmpty)
    }
  }

  @Test func aRootAloneIsValid() {
    #expect(CertificateChain.validate(leaf: root.certificate, others: [], at: day(5)).isValid)
  }

  @Test func datesAreChecked() {
    let others = [root.certificate, intermediate.certificate]
    let late = CertificateChain.validate(leaf: leaf, others: others, at: day(11))
    #expect(late.reasons == ["CN=Leaf expired at 2024-01-11T00:00:00Z"])
    let early = CertificateChain.validate(leaf: leaf, others: others, at: day(-1))
    #expect(!early.isValid)
    #expect(early.reasons.contains("CN=Leaf is not valid before 2024-01-01T00:00:00Z"))
  }

  @Test func aMissingIssuerIsNamed() {
    let validity = CertificateChain.validate(leaf: leaf, others: [root.certificate], at: day(5))
    #expect(validity.reasons == ["the issuer CN=Intermediate of CN=Leaf is not among the certificates"])
    let open = CertificateChain.validate(leaf: leaf, others: [intermediate.certificate], at: day(5))
    #expect(open.reasons == ["the issuer CN=Root of CN=Intermediate is not among the certificates"])
  }

  @Test func aForeignIssuerOfTheSameNameIsRefused() throws {
    let impostor = try CertificateTests.authority(Fixtures.p521, "CN=Intermediate")
    let validity = CertificateChain.validate(leaf: leaf, others: [impostor.certificate], at: day(5))
    #expect(validity.reasons == ["the signature of CN=Leaf is not by CN=Intermediate"])
  }

  @Test func anIssuerThatIsNoAuthorityIsRefused() throws {
    // The authority refuses to sign with such an issuer, so the leaf is issued by one and presented with another.
    let plain = try CertificateAuthority.selfSigned(
      privateKey: Secret(Fixtures.p521.pkcs8), subject: SubjectName("CN=Plain"), profile: .init(), validFrom: start)
    let issuer = try CertificateTests.authority(Fixtures.p521, "CN=Plain")
    let leaf = try CertificateAuthority.issue(
      publicKey: Fixtures.p256.spki, subject: SubjectName("CN=Leaf"), profile: .init(), validFrom: start,
      issuer: issuer)
    #expect(CertificateChain.validate(leaf: leaf, others: [issuer.certificate], at: day(5)).isValid)
    let validity = CertificateChain.validate(leaf: leaf, others: [plain], at: day(5))
    #expect(
      validity.reasons == ["CN=Plain is no certificate authority", "CN=Plain may not sign certificates"])
  }

  @Test func aPathThatIsTooLongIsRefused() throws {
    // An authority with the same name and key that allows more issues what the presented one does not allow.
    let open = CertificateIssuer(
      certificate: try CertificateAuthority.issue(
        publicKey: Fixtures.p384.spki, subject: SubjectName("CN=Intermediate"), profile: .init(isCA: true),
        validFrom: start, issuer: root), privateKey: Secret(Fixtures.p384.pkcs8))
    let lower = CertificateIssuer(
      certificate: try CertificateAuthority.issue(
        publicKey: Fixtures.p521.spki, subject: SubjectName("CN=Lower"), profile: .init(isCA: true),
        validFrom: start, issuer: open), privateKey: Secret(Fixtures.p521.pkcs8))
    let leaf = try CertificateAuthority.issue(
      publicKey: Fixtures.p256.spki, subject: SubjectName("CN=Leaf"), profile: .init(), validFrom: start,
      issuer: lower)
    let strict = [root.certificate, intermediate.certificate, lower.certificate]
    let validity = CertificateChain.validate(leaf: leaf, others: strict, at: day(5))
    #expect(validity.reasons == ["CN=Intermediate allows 0 authorities below it, found 1"])
    let both = strict + [open.certificate]
    #expect(CertificateChain.validate(leaf: leaf, others: both, at: day(5)).isValid)
  }
}
