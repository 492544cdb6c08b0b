import KMIP
import KMIPClient
import KMSInterpreter
import KMSSyntax
import Rehearsal
import Testing

@Suite struct ShadowTests {
  let server: Server

  init() throws { server = try Server() }

  private func rehearse(_ text: String) async throws -> Rehearsed {
    let before = try await server.contents()
    let rehearsed = try await server.plan(Source(name: "test.kms", text: text))
    #expect(try await server.contents() == before)
    #expect(rehearsed.outcome.diagnostics.map(\.message) == [])
    return rehearsed
  }

  @Test func whatItMakesIsThereAndNotOnTheServer() async throws {
    let rehearsed = try await rehearse(
      """
      let $key = create name="made"
      let $sealed = encrypt $key data="hello"
      assert same((decrypt $key $sealed), "hello")
      assert (find name="made" | count) == 1
      revoke $key
      destroy $key
      assert (find name="made" | count) == 0
      """)
    #expect(rehearsed.plan.totals.joined(separator: ", ") == "1 created, 1 deactivated, 1 destroyed")
    #expect(try await server.contents().isEmpty)
  }

  @Test func rightsAreGivenInTheRehearsalAlone() async throws {
    try await server.prepare(
      """
      let $key = create id=shared
      grant $key to="bob" operations=encrypt
      """)
    let rehearsed = try await rehearse(
      """
      assert (rights shared | count) == 1
      grant shared to="carol" operations=[get, sign]
      assert (rights shared | count) == 2
      ungrant shared from="bob"
      assert (rights shared | first).user == "carol"
      let $new = create
      grant $new to="bob" operations=get
      assert (rights $new | first).user == "bob"
      assert fails(permission_denied) { grant shared to="owner" operations=get }
      assert fails(permission_denied) { grant nothing to="bob" operations=get }
      """)
    #expect(
      rehearsed.plan.writes.filter { !$0.isRefused }.map(\.operation)
        == ["Grant Access", "Revoke Access", "Create", "Grant Access"])
    try await server.prepare(
      """
      assert (rights shared | first).user == "bob"
      """)
  }

  @Test func aChangedObjectIsACopyWithItsAttributesAndOtherMaterial() async throws {
    try await server.prepare(
      """
      let $key = create name="old" tag="prod" id=old usage=[encrypt, decrypt]
      get $key
      """)
    let rehearsed = try await rehearse(
      """
      let $before = show old
      let $sealed = encrypt old data="hello"
      set old description="changed"
      assert (show old).name == "old"
      set old name="new"
      let $after = show old
      assert $after.name == "new" and $before.name == "old"
      assert $after.tags == $before.tags and $after.created == $before.created and $after.state == active
      assert $after.usage == $before.usage and $after.digest == $before.digest
      assert fails(any) { decrypt old $sealed }
      let $resealed = encrypt old data="hello"
      assert same((decrypt old $resealed), "hello")
      """)
    #expect(rehearsed.plan.writes.map(\.operation).allSatisfy { $0.hasSuffix("Attribute") })
    #expect(rehearsed.plan.writes.first?.objects.first?.name == "old")
  }

  @Test func theHalvesOfACopiedPairFit() async throws {
    try await server.prepare("let $pair = create-pair algorithm=ec name=\"signer\" id=half")
    _ = try await rehearse(
      """
      set half name="renamed"
      let $signature = sign half data="hello"
      let $public = (show half).links.public-key
      assert (verify $public data="hello" signature=$signature).valid
      let $new = rekey-pair half
      assert (show half).state == deactivated and (show $public).state == deactivated
      assert fails(wrong_key_lifecycle_state) { sign half data="x" }
      assert (show $new.private).name == "renamed"
      """)
  }

  @Test func searchesSeeBothTheServerAndTheShadow() async throws {
    try await server.prepare(
      """
      for $n in [1, 2, 3] { create name="key-{$n}" tag="t" }
      """)
    _ = try await rehearse(
      """
      let $keys = find tag="t" | sort name
      revoke $keys[0]
      create name="key-4" tag="t"
      assert (find tag="t" state=active | count) == 3
      assert (find tag="t" | count) == 4
      assert count((locate tag="t" limit=2)) == 2
      assert count((locate tag="t" state=active limit=3)) == 3
      destroy $keys[0]
      assert (find tag="t" | sort name | first).name == "key-2"
      assert fails(any) { get $keys[0] }
      """)
  }

  @Test func certificatesUnderARealAuthorityValidate() async throws {
    try await server.prepare(
      """
      let $root_key = create-pair algorithm=ec name="root"
      let $root = certify $root_key.public subject="CN=Root" ca=true path-length=1
      let $issuer_key = create-pair algorithm=ec name="issuer"
      let $issuer = certify $issuer_key.public subject="CN=Issuer" issuer=$root ca=true
      get $root
      get $issuer
      """)
    let rehearsed = try await rehearse(
      """
      let $issuer = find type=certificate | where links.certificate != id | first
      let $root = $issuer.links.certificate
      let $pair = create-pair algorithm=ec
      let $server = certify $pair.public subject="CN=example.org" issuer=$issuer dns="example.org" days=30
      assert (validate $server $issuer $root).valid
      assert not (validate $server $issuer $root at=(now + 31d)).valid
      assert (show $pair.private).links.certificate == $server.id
      """)
    #expect(rehearsed.plan.totals.first == "1 created")
  }

  @Test func aServerThatKeepsNothingOfTheDestroyedIsRehearsedSo() async throws {
    var profile = ServerProfile.embedded
    profile.keepsDestroyed = false
    try await server.prepare("create id=k activate=false")
    let shadow = Client(transport: try ShadowTransport(server.client(profile), clock: { server.now }))
    _ = try await shadow.perform(Destroy(uniqueIdentifier: "k"))
    await #expect(throws: OperationFailure.self) { try await shadow.perform(GetAttributes("k")) }
    #expect(try await shadow.perform(Locate()).uniqueIdentifier.isEmpty)
    #expect(try await server.client().perform(GetAttributes("k")).attributes.state == .preActive)
  }

  @Test func anIdentifierThatIsTakenIsRefusedInTheRehearsalToo() async throws {
    try await server.prepare("create id=taken")
    let rehearsed = try await rehearse("assert fails(object_already_exists) { create id=taken }")
    #expect(rehearsed.plan.writes.map(\.isRefused) == [true])
    #expect(rehearsed.plan.summary == "0 created, 0 deactivated, 0 destroyed, 1 refused")
  }
}
