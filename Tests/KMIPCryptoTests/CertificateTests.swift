import KMIP
import KMIPCrypto
import Testing

/// 2024-01-01 00:00:00 UTC
let start = DateTime(seconds: 1_704_067_200)

func day(_ number: Int64) -> DateTime { DateTime(seconds: start.seconds + number * 86400) }

@Suite struct CertificateTests {
  static let keys: [Fixtures.Key] = [Fixtures.rsa, Fixtures.p256, Fixtures.p384, Fixtures.p521, Fixtures.ed25519]

  static func authority(_ key: Fixtures.Key, _ name: String = "CN=Root,O=Acme,C=DE") throws -> CertificateIssuer {
    let privateKey = Secret(key.pkcs8)
    let certificate = try CertificateAuthority.selfSigned(
      privateKey: privateKey, subject: SubjectName(name), profile: .init(validityDays: 3650, isCA: true),
      validFrom: start)
    return CertificateIssuer(certificate: certificate, privateKey: privateKey)
  }

  @Test(arguments: keys.indices)
  func everyKindOfKeyIssues(index: Int) throws {
    let issuer = try Self.authority(Self.keys[index])
    #expect(issuer.certificate.isSelfSigned)
    #expect(issuer.certificate.isCA)
    let profile = CertificateProfile(
      validityDays: 30, dnsNames: ["a.example"], ipAddresses: ["127.0.0.1", "2001:db8::1"],
      emailAddresses: ["a@example"], extendedKeyUsages: [.serverAuth, .clientAuth])
    let leaf = try CertificateAuthority.issue(
      publicKey: Fixtures.p256.spki, subject: SubjectName("CN=leaf"), profile: profile, validFrom: day(1),
      issuer: issuer)
    let read = try X509Certificate(leaf.der)
    #expect(read == leaf)
    #expect(read.subject.description == "CN=leaf")
    #expect(read.issuer.description == "CN=Root,O=Acme,C=DE")
    #expect(read.notBefore == day(1))
    #expect(read.notAfter == day(31))
    #expect(read.publicKey == Fixtures.p256.spki)
    #expect(!read.isCA && !read.isSelfSigned)
    #expect(read.serialNumber.count == 20)
    #expect(read.dnsNames == ["a.example"])
    #expect(read.ipAddresses == ["127.0.0.1", "2001:db8:0:0:0:0:0:1"])
    #expect(read.emailAddresses == ["a@example"])
    #expect(read.subjectAlternativeNames.count == 4)
    #expect(read.profile().extendedKeyUsages == [.serverAuth, .clientAuth])
    #expect(read.profile().keyUsages == [.digitalSignature])
    #expect(read.profile().validityDays == 30)
    #expect(try read.fingerprint == Hashing.digest(of: leaf.der, .sha256))
    #expect(try CryptographicKey(certificate: leaf.der) == CryptographicKey(publicKey: Fixtures.p256.spki))
    #expect(CertificateChain.validate(leaf: read, others: [issuer.certificate], at: day(2)).isValid)
  }

  @Test func pemIsReadToo() throws {
    let certificate = try Self.authority(Fixtures.p256).certificate
    let pem = PEM.encode(certificate.der, label: "CERTIFICATE")
    #expect(pem.hasPrefix("-----BEGIN CERTIFICATE-----\n"))
    #expect(try X509Certificate(Array(pem.utf8)) == certificate)
    #expect(try X509Certificate(Array(pem.replacing("\n", with: "\r\n").utf8)) == certificate)
    #expect(try PEM.decode(Array(pem.utf8)).label == "CERTIFICATE")
    let key = PEM.encode(Fixtures.p256.spki, label: "PUBLIC KEY")
    #expect(reason { _ = try X509Certificate(Array(key.utf8)) } == .invalidField)
    #expect(reason { _ = try PEM.decode([0xFF, 0xFE]) } == .invalidField)
  }

  @Test func subjectsComeFromAttributes() throws {
    let attributes = CertificateAttributes(
      certificateSubjectCN: "host, one", certificateSubjectO: "", certificateSubjectOU: "Ops",
      certificateSubjectEmail: "a@b.example", certificateSubjectC: "DE", certificateSubjectSerialNumber: "7")
    let name = try SubjectName(attributes)
    #expect(name.description == "emailAddress=a@b.example,CN=host\\, one,serialNumber=7,OU=Ops,C=DE")
    #expect(try SubjectName(name.description) == name)
    #expect(try SubjectName(der: name.der) == name)
    let certificate = try CertificateAuthority.selfSigned(
      privateKey: Secret(Fixtures.p256.pkcs8), subject: name, profile: .init(), validFrom: start)
    var expected = attributes
    expected.certificateSubjectO = nil
    let read = certificate.attributes
    #expect(read.certificateSubjectCN == "host, one")
    #expect(read.certificateIssuerCN == "host, one")
    #expect(read.certificateSubjectEmail == expected.certificateSubjectEmail)
    #expect(read.certificateSubjectO == nil)
    #expect(reason { _ = try SubjectName(CertificateAttributes()) } == .invalidField)
    #expect(reason { _ = try SubjectName(CertificateAttributes(certificateSubjectC: "Ü")) } == .invalidField)
  }

  @Test(arguments: ["", "CN", "CN=", "=x", "XX=1", "CN=a,,O=b"])
  func otherNamesAreRefused(text: String) {
    #expect(reason { _ = try SubjectName(text) } == .invalidField)
  }

  @Test func aRequestIsCheckedAndIssued() throws {
    let request = try CertificateSigningRequestDocument.make(
      privateKey: Secret(Fixtures.p384.pkcs8), subject: SubjectName("CN=csr"), dnsNames: ["csr.example"])
    let pem = Array(PEM.encode(request.der, label: "CERTIFICATE REQUEST").utf8)
    let read = try CertificateSigningRequestDocument(pem, type: .pem)
    let leaf = try CertificateAuthority.issue(
      request: read, profile: .init(), validFrom: start, issuer: Self.authority(Fixtures.p256))
    #expect(leaf.subject.description == "CN=csr")
    #expect(leaf.dnsNames == ["csr.example"])
    #expect(leaf.publicKey == Fixtures.p384.spki)
    var wrong = request.der
    wrong[wrong.count - 1] ^= 1
    #expect(reason { _ = try CertificateSigningRequestDocument(wrong) } == .invalidCSR)
    #expect(reason { _ = try CertificateSigningRequestDocument([1, 2, 3]) } == .invalidCSR)
    let certificate = Array(PEM.encode(leaf.der, label: "CERTIFICATE").utf8)
    #expect(reason { _ = try CertificateSigningRequestDocument(certificate) } == .invalidCSR)
    #expect(reason { _ = try CertificateSigningRequestDocument(request.der, type: .crmf) } == .featureNotSupported)
  }

  @Test func issuersAreChecked() throws {
    let name = try SubjectName("CN=x")
    let root = try Self.authority(Fixtures.p256)
    let stranger = CertificateIssuer(certificate: root.certificate, privateKey: Secret(Fixtures.p384.pkcs8))
    let plain = CertificateIssuer(
      certificate: try CertificateAuthority.selfSigned(
        privateKey: Secret(Fixtures.p256.pkcs8), subject: name, profile: .init(), validFrom: start),
      privateKey: Secret(Fixtures.p256.pkcs8))
    let short = CertificateIssuer(
      certificate: try CertificateAuthority.selfSigned(
        privateKey: Secret(Fixtures.p256.pkcs8), subject: name, profile: .init(isCA: true, pathLength: 0),
        validFrom: start), privateKey: Secret(Fixtures.p256.pkcs8))
    for (issuer, profile) in [
      (stranger, CertificateProfile()), (plain, .init()), (short, .init(isCA: true)), (root, .init(validityDays: 0)),
      (root, .init(pathLength: 1)), (root, .init(ipAddresses: ["1.2.3"])), (root, .init(dnsNames: ["ü"])),
      (root, .init(validityDays: .max)),
    ] {
      let found = reason {
        _ = try CertificateAuthority.issue(
          publicKey: Fixtures.p256.spki, subject: name, profile: profile, validFrom: start, issuer: issuer)
      }
      #expect(found == .invalidField)
    }
    let agreement = reason {
      _ = try CertificateAuthority.issue(
        publicKey: Fixtures.x25519.spki, subject: name, profile: .init(), validFrom: start, issuer: root)
    }
    #expect(agreement == .unsupportedCryptographicParameters)
  }
}
