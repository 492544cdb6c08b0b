import Foundation
import KMIP
import KeyStore
import TTLV
import Testing

@testable import KMIPServer

/// Who may do what with objects of another's.
@Suite struct AccessTests {
  private let fixture: Fixture

  init() throws { fixture = try Fixture() }

  @discardableResult
  private func grant(
    _ id: UniqueIdentifier?, to user: String, _ rights: [String], as owner: String = "alice", path: String = "grant"
  ) async throws -> WebAnswer {
    let document = GrantDocument(user: user, id: id?.description, rights: rights)
    let body = Array(try JSONEncoder().encode(document))
    return await fixture.kms.answer(
      WebRequest(path: "/access/" + path, body: body), as: Identity(name: owner))
  }

  private func page(_ path: String, as user: String?) async -> String {
    let answer = await fixture.kms.answer(WebRequest(path: path), as: user.map { Identity(name: $0) })
    return "\(answer.status) " + String(decoding: answer.body, as: UTF8.self)
  }

  @Test func aRightIsForItsUserAndItsOperation() async throws {
    let id = try await fixture.makeKey()
    #expect(try await grant(id, to: "bob", ["encrypt"]).status == 200)
    try await fixture.perform(Encrypt(uniqueIdentifier: id, data: [1]), as: "bob")
    try await fixture.perform(GetAttributes(uniqueIdentifier: id), as: "bob")
    #expect(try await fixture.refusal(Get(uniqueIdentifier: id), as: "bob") == .objectNotFound)
    #expect(try await fixture.refusal(Encrypt(uniqueIdentifier: id, data: [1]), as: "carol") == .itemNotFound)
    #expect(try await fixture.perform(Locate(), as: "bob").uniqueIdentifier == [id])
    #expect(try await fixture.perform(Locate(), as: "carol").uniqueIdentifier == [])
    try await grant(id, to: "bob", ["encrypt"], path: "revoke")
    #expect(try await fixture.refusal(Encrypt(uniqueIdentifier: id, data: [1]), as: "bob") == .itemNotFound)
    #expect(try await fixture.perform(Locate(), as: "bob").uniqueIdentifier == [])
  }

  @Test func getIsEveryOperationButTheEndOfItsUse() async throws {
    let id = try await fixture.makeKey()
    try await grant(id, to: "*", ["get"])
    try await fixture.perform(Get(uniqueIdentifier: id), as: "bob")
    try await fixture.perform(Export(uniqueIdentifier: id), as: "bob")
    try await fixture.perform(Encrypt(uniqueIdentifier: id, data: [1]), as: "carol")
    let reason = RevocationReason(revocationReasonCode: .superseded)
    #expect(try await fixture.refusal(ReKey(uniqueIdentifier: id), as: "bob") == .objectNotFound)
    #expect(
      try await fixture.refusal(Revoke(uniqueIdentifier: id, revocationReason: reason), as: "bob") == .itemNotFound)
    #expect(try await fixture.refusal(Destroy(uniqueIdentifier: id), as: "bob") == .itemNotFound)
    #expect(try await fixture.refusal(Archive(uniqueIdentifier: id), as: "bob") == .objectNotFound)
  }

  @Test func theRightToGetDoesNotLetAnObjectBeReplaced() async throws {
    let id = try await fixture.makeKey()
    try await grant(id, to: "bob", ["get"])
    let own = try await fixture.perform(Get(uniqueIdentifier: id), as: "bob").object
    let theft = Import(
      uniqueIdentifier: id, objectType: .symmetricKey, replaceExisting: true, attributes: Attributes(), object: own)
    #expect(try await fixture.refusal(theft, as: "bob") == .objectAlreadyExists)
    try await grant(id, to: "bob", ["import"])
    try await fixture.perform(theft, as: "bob")
    #expect(try await fixture.store.read { try $0.object(id.description)?.owner } == "alice")
    #expect(await page("/access/list/\(id)", as: "alice").contains("bob"))
  }

  @Test func whoRotatesDoesNotBecomeTheOwner() async throws {
    let id = try await fixture.makeKey()
    try await grant(id, to: "bob", ["rekey", "encrypt"])
    let new = try await fixture.perform(ReKey(uniqueIdentifier: id), as: "bob").uniqueIdentifier
    #expect(try await fixture.store.read { try $0.object(new.description)?.owner } == "alice")
    try await fixture.perform(Encrypt(uniqueIdentifier: new, data: [1]), as: "bob")
    #expect(await page("/access/list/\(new)", as: "bob").hasPrefix("401"))
  }

  @Test func grantsEndWithTheObjectAndComeBackWhenItsEndIsUndone() async throws {
    let id = try await fixture.makeKey(active: false)
    try await grant(id, to: "bob", ["get"])
    let message = fixture.message([
      RequestBatchItem(Destroy(uniqueIdentifier: id), uniqueBatchItemID: [1]),
      RequestBatchItem(Get(uniqueIdentifier: "nothing"), uniqueBatchItemID: [2]),
    ]) { $0.batchErrorContinuationOption = .undo }
    #expect(try await fixture.send(message).items.first?.resultStatus == .operationUndone)
    #expect(await page("/access/obtained", as: "bob").contains(id.description))
    try await fixture.perform(Destroy(uniqueIdentifier: id))
    #expect(await page("/access/obtained", as: "bob") == "200 []")
    #expect(try await fixture.refusal(GetAttributes(uniqueIdentifier: id), as: "bob") == .objectNotFound)
  }

  @Test func onlyTheOwnerGrantsAndNotToItself() async throws {
    let id = try await fixture.makeKey()
    let text = { (answer: WebAnswer) in "\(answer.status) " + String(decoding: answer.body, as: UTF8.self) }
    for object in [id, "nothing"] {
      #expect(
        text(try await grant(object, to: "bob", ["get"], as: "bob"))
          == "401 Access denied: object with uid `\(object)` is not owned by owner `bob`")
      #expect(await page("/access/list/\(object)", as: "bob").hasPrefix("401 Access denied: object with uid"))
    }
    #expect(text(try await grant(id, to: "alice", ["get"])).contains("grant yourself"))
    #expect(text(try await grant(id, to: "bob", ["fly"])) == "422 Invalid_Request: there is no right \"fly\"")
    #expect(try await grant(id, to: "", ["get"]).status == 422)
    #expect(try await grant(nil, to: "bob", ["get"]).status == 422)
    #expect(try await grant(nil, to: "bob", ["create"]).status == 401)
  }

  @Test func pagesHaveCosmiansForm() async throws {
    let id = try await fixture.makeKey()
    try await grant(id, to: "bob", ["encrypt", "decrypt"])
    #expect(await page("/me", as: "bob") == #"200 {"user":"bob"}"#)
    #expect(await page("/version", as: nil) == #"200 "1""#)
    #expect(await page("/me", as: nil) == "401 No authentication provided.")
    #expect(await page("/access/owned", as: nil) == "401 No authentication provided.")
    #expect(
      await page("/health", as: nil)
        == #"200 {"dependencies":{"database":{"name":"sqlite","status":"UP"}},"latency_ms":0,"status":"UP"}"#)
    #expect(
      await page("/server-info", as: "bob")
        == #"200 {"default_username":"owner","fips_mode":false,"hsm_instances":[],"version":"1"}"#)
    #expect(
      await page("/access/list/\(id)", as: "alice") == #"200 [{"operations":["decrypt","encrypt"],"user_id":"bob"}]"#)
    #expect(
      await page("/access/obtained", as: "bob")
        == #"200 [{"object_id":"\#(id)","operations":["decrypt","encrypt"],"owner_id":"alice","state":"Active"}]"#)
    #expect(await page("/access/create", as: "bob") == #"200 {"has_create_permission":true}"#)
    #expect(await page("/access/privileged", as: "bob") == #"200 {"has_privileged_access":false}"#)
    #expect(await page("/access/owned", as: "bob") == "200 []")
    let owned = await page("/access/owned", as: "alice")
    #expect(owned.contains(#""object_id":"\#(id)","state":"Active""#))
    // 2027-01-15 08:00:00 UTC
    #expect(owned.contains(#""ActivationDate":[2027,15,8,0,0,0,0,0,0]"#))
    #expect(owned.contains(#""CryptographicAlgorithm":"AES""#))
  }

  @Test(
    arguments: [
      (Int64(0), [Int64(1970), 1, 0, 0, 0]), (951_782_399, [2000, 59, 23, 59, 59]), (951_782_400, [2000, 60, 0, 0, 0]),
      (978_220_800, [2000, 366, 0, 0, 0]), (1_709_251_200, [2024, 61, 0, 0, 0]), (-1, [1969, 365, 23, 59, 59]),
      (4_107_542_400, [2100, 60, 0, 0, 0]),
    ] as [(Int64, [Int64])]) func datesAreCountedByTheDayOfTheYear(seconds: Int64, parts: [Int64])
  {
    #expect(Array(OrdinalDate(seconds).parts.prefix(5)) == parts)
  }

  @Test func whereSomeArePrivilegedOthersNeedTheRightToCreate() async throws {
    var settings = AccessSettings()
    settings.privilegedUsers = ["root"]
    let fixture = try Fixture(settings: settings)
    let create = Create(objectType: .symmetricKey, attributes: .aes())
    #expect(try await fixture.refusal(create, as: "bob") == .permissionDenied)
    try await fixture.perform(create, as: "root")
    let body = Array(#"{"user_id":"bob","operation_types":["create"]}"#.utf8)
    for (user, status) in [("bob", 401), ("root", 200)] {
      let answer = await fixture.kms.answer(WebRequest(path: "/access/grant", body: body), as: Identity(name: user))
      #expect(answer.status == status)
    }
    try await fixture.perform(create, as: "bob")
    _ = await fixture.kms.answer(WebRequest(path: "/access/revoke", body: body), as: Identity(name: "root"))
    #expect(try await fixture.refusal(create, as: "bob") == .permissionDenied)
  }
}
