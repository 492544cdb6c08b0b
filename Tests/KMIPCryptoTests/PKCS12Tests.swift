import FoundationEssentials
import KMIP
import KMIPCrypto
import Spawning
import Testing

@Suite struct PKCS12Tests {
  private let password = Secret(Array("secret".utf8))

  @Test(arguments: [Fixtures.pkcs12, Fixtures.legacyPKCS12])
  func openSSLsFilesAreRead(file: [UInt8]) throws {
    let contents = try PKCS12Contents(file, password: password)
    #expect(contents.privateKey == Secret(Fixtures.leafKey))
    #expect(contents.certificate == Fixtures.leafCertificate)
    #expect(contents.chain == [Fixtures.rootCertificate])
    #expect(contents.friendlyName == "host")
  }

  @Test func anotherPasswordOpensNothing() {
    for text in ["", "Secret", "secret ", "secret\0"] {
      let found = reason { _ = try PKCS12Contents(Fixtures.pkcs12, password: Secret(Array(text.utf8))) }
      #expect(found == (text.contains("\0") ? .invalidField : .badPassword))
    }
  }

  @Test func aFileThatAsksForTooMuchWorkIsRefused() {
    #expect(reason { _ = try PKCS12Contents(Fixtures.slowPKCS12, password: password) } == .invalidField)
  }

  @Test func bitFlipsAreAnswered() {
    for index in Fixtures.pkcs12.indices {
      var file = Fixtures.pkcs12
      file[index] ^= 1 << (index % 8)
      guard let contents = try? PKCS12Contents(file, password: password) else { continue }
      // What is outside the MAC may change; the key may not.
      #expect(contents.privateKey == Secret(Fixtures.leafKey))
    }
    for length in stride(from: 0, to: Fixtures.pkcs12.count, by: 13) {
      #expect(reason { _ = try PKCS12Contents(Array(Fixtures.pkcs12.prefix(length)), password: password) } != nil)
    }
  }

  @Test func whatIsWrittenIsReadByOpenSSL() throws {
    let contents = PKCS12Contents(
      privateKey: Secret(Fixtures.leafKey), certificate: Fixtures.leafCertificate, chain: [Fixtures.rootCertificate],
      friendlyName: "host")
    let file = try contents.encoded(password: password)
    #expect(try PKCS12Contents(file, password: password) == contents)
    guard let openssl = ["/usr/bin/openssl", "/opt/homebrew/bin/openssl"].first(where: FileManager.default.fileExists)
    else { return print("skipped: openssl is not installed") }
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(file).write(to: folder.appending(path: "a.p12"))
    let child = try ChildProcess(
      [openssl, "pkcs12", "-in", "a.p12", "-passin", "pass:secret", "-nodes"], in: folder.path, environment: [:],
      output: folder.path + "/out", errors: folder.path + "/errors")
    #expect(child.terminationStatus == 0)
    let text = try String(decoding: Data(contentsOf: folder.appending(path: "out")), as: UTF8.self)
    #expect(text.split(separator: "-----BEGIN CERTIFICATE-----").count == 3 && text.contains("BEGIN PRIVATE KEY"))
  }

  @Test func aForeignCertificateOrNoPasswordIsRefused() {
    let foreign = PKCS12Contents(privateKey: Secret(Fixtures.leafKey), certificate: Fixtures.rootCertificate)
    #expect(reason { _ = try foreign.encoded(password: password) } == .cryptographicFailure)
    let own = PKCS12Contents(privateKey: Secret(Fixtures.leafKey), certificate: Fixtures.leafCertificate)
    #expect(reason { _ = try own.encoded(password: Secret([])) } == .invalidField)
  }
}
