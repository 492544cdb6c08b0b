import KMIP
import KMIPCrypto
import Testing

/// Paths that OpenSSL made, in 2025.
@Suite struct RevocationTests {
  private let date = DateTime(seconds: 1_750_000_000)

  private func reasons(_ leaf: [UInt8], _ others: [[UInt8]], _ lists: [[UInt8]] = []) throws -> [String] {
    try CertificateChain.validate(
      leaf: X509Certificate(leaf), others: others.map { try X509Certificate($0) },
      revocationLists: lists.map { try RevocationList($0) }, at: date
    ).reasons
  }

  @Test func aListRevokes() throws {
    let root = [Fixtures.rootCertificate]
    #expect(try reasons(Fixtures.leafCertificate, root).isEmpty)
    #expect(try reasons(Fixtures.leafCertificate, root, [Fixtures.emptyList]).isEmpty)
    let revoked = try reasons(Fixtures.leafCertificate, root, [Fixtures.revokedList])
    #expect(revoked == ["CN=Leaf is revoked by its issuer's list"])
  }

  @Test func aListOfNobodyInThePathSaysNothing() throws {
    let stranger = try CertificateTests.authority(Fixtures.p384, "CN=Stranger")
    let validity = CertificateChain.validate(
      leaf: stranger.certificate, others: [], revocationLists: [try RevocationList(Fixtures.revokedList)], at: day(5))
    #expect(validity.isValid)
  }

  @Test func aListThatIsOutOfDateCountsForNothingGood() throws {
    let found = try reasons(Fixtures.leafCertificate, [Fixtures.rootCertificate], [Fixtures.staleList])
    #expect(found == ["CN=Leaf: CRL has expired"])
  }

  @Test func aListWithAWrongSignatureIsNotBelieved() throws {
    var list = Fixtures.revokedList
    list[list.count - 1] ^= 1
    #expect(try !reasons(Fixtures.leafCertificate, [Fixtures.rootCertificate], [list]).isEmpty)
  }

  @Test func namesAreConstrained() throws {
    let above = [Fixtures.constrainedCertificate, Fixtures.rootCertificate]
    #expect(try reasons(Fixtures.withinConstraintCertificate, above).isEmpty)
    #expect(try reasons(Fixtures.outsideConstraintCertificate, above) == ["CN=Bad: permitted subtree violation"])
  }
}
