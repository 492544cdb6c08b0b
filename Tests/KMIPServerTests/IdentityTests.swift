import Foundation
import KMIP
import KMIPCrypto
import TTLV
import Testing

@testable import KMIPServer

/// Who asks.
@Suite struct IdentityTests {
  private func credential(_ user: String, _ password: String?) -> Authentication {
    let value = UsernameAndPasswordCredential(username: user, password: password)
    return Authentication(
      credential: [Credential(credentialType: .usernameAndPassword, credentialValue: value.itemValue)])
  }

  @Test func aCertificateNamesItsHolderAndNobodyElse() async throws {
    let kms = try Fixture().kms
    for (name, wanted) in [("bob", true), ("owner", false), ("*", false), ("", false)] {
      let identity = try #require(await kms.identity(certificateName: name, isAskedForCertificate: true))
      #expect(identity.isAuthenticated == wanted)
    }
    #expect(await kms.identity(certificateName: nil, isAskedForCertificate: true)?.isAuthenticated == false)
    #expect(await kms.identity(certificateName: nil, isAskedForCertificate: false) == Identity(name: "owner"))
  }

  @Test func tokensAreTheirUsers() async throws {
    var settings = AccessSettings()
    settings.tokens = [("alice", Secret("first".utf8)), ("bob", Secret("second".utf8))]
    let kms = try Fixture(settings: settings).kms
    for (token, user) in [("first", "alice"), ("second", "bob"), ("third", nil), ("", nil)] as [(String, String?)] {
      let identity = await kms.identity(
        certificateName: nil, isAskedForCertificate: false, token: Secret(token.utf8))
      #expect(identity?.name == user)
    }
    #expect(await kms.identity(certificateName: nil, isAskedForCertificate: false) == nil)
    let named = await kms.identity(certificateName: "carol", isAskedForCertificate: true, token: Secret("first".utf8))
    #expect(named?.name == "carol")
  }

  @Test func anActiveSymmetricKeyMayBeTheToken() async throws {
    var settings = AccessSettings()
    settings.tokenKey = "token"
    let fixture = try Fixture(settings: settings)
    let key = Create(objectType: .symmetricKey, attributes: .aes(active: fixture) { $0.uniqueIdentifier = "token" })
    try await fixture.perform(key, as: "owner")
    let object = try #require(try await fixture.perform(Get(uniqueIdentifier: "token"), as: "owner").object.keyBlock)
    guard case .plain(.bytes(let secret), _)? = object.keyValue else { throw TestFailure() }
    let token = secret.withBytes { Data($0).base64EncodedString() }
    func user(_ token: String) async -> String? {
      await fixture.kms.identity(certificateName: nil, isAskedForCertificate: false, token: Secret(token.utf8))?.name
    }
    #expect(await user(token) == "owner")
    #expect(await user(token.lowercased()) == (token == token.lowercased() ? "owner" : nil))
    #expect(await user("AAAA") == nil)
    let reason = RevocationReason(revocationReasonCode: .superseded)
    try await fixture.perform(Revoke(uniqueIdentifier: "token", revocationReason: reason), as: "owner")
    #expect(await user(token) == nil)
  }

  @Test func whereThereAreUsersTheMessageTells() async throws {
    var settings = AccessSettings()
    let cheap = PasswordHash("$scrypt$2$1$1$AA==$" + Data(count: 32).base64EncodedString())
    settings.users = try UserTable([("bob", PasswordHash(of: Secret("correct horse".utf8), like: cheap))])
    let fixture = try Fixture(settings: settings)
    let unproven = try #require(
      await fixture.kms.identity(certificateName: nil, isAskedForCertificate: false))
    #expect(!unproven.isAuthenticated)
    let rows: [(authentication: Authentication?, reason: ResultReason?)] = [
      (credential("bob", "correct horse"), nil), (credential("bob", "correct horse"), nil),
      (credential("bob", "wrong"), .authenticationNotSuccessful),
      (credential("bob", nil), .authenticationNotSuccessful),
      (credential("eve", ""), .authenticationNotSuccessful), (nil, .authenticationNotSuccessful),
    ]
    for row in rows {
      let message = fixture.message([RequestBatchItem(Query())]) { $0.authentication = row.authentication }
      let answer = await fixture.kms.respond(to: message, as: unproven)
      #expect(answer.items.first?.resultReason == row.reason)
    }
    // A certificate does not make a wrong password right.
    let message = fixture.message([RequestBatchItem(Query())]) { $0.authentication = credential("bob", "wrong") }
    let answer = await fixture.kms.respond(to: message, as: Identity(name: "bob"))
    #expect(answer.items.first?.resultReason == .authenticationNotSuccessful)
  }

  @Test func passwordsAreKeptAsHashes() throws {
    let hash = try PasswordHash(of: Secret("pw".utf8))
    #expect(hash.text.hasPrefix("$scrypt$16384$8$5$"))
    #expect(try PasswordHash(of: Secret("pw".utf8)).text != hash.text)
    let read = try #require(PasswordHash(hash.text))
    #expect(read.matches(Secret("pw".utf8)))
    #expect(!read.matches(Secret("pW".utf8)))
    for text in ["", "pw", "$scrypt$1000000000$8$5$AA==$AA==", "$scrypt$3$8$5$AA==$AA==", "$bcrypt$2$8$5$AA==$AA=="] {
      #expect(PasswordHash(text) == nil)
    }
  }

  private struct TestFailure: Error {}
}
