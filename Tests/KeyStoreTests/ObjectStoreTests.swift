import Foundation
import GRDB
import KMIP
import KeyStore
import TTLV
import Testing

@Suite struct ObjectStoreTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString)").path

  private func key(_ id: String, _ byte: UInt8) -> StoredObject {
    var attributes = Attributes()
    attributes.state = .active
    attributes.objectType = .symmetricKey
    let material = KeyMaterial.bytes(Secret([UInt8](repeating: byte, count: 16)))
    let object = ManagedObject.symmetricKey(
      SymmetricKey(keyBlock: KeyBlock(keyFormatType: .raw, keyValue: .plain(material, attributes: nil))))
    return StoredObject(id: id, owner: "alice", attributes: attributes, object: object)
  }

  private func filled() async throws -> ObjectStore {
    let store = try ObjectStore.open(folder: folder)
    let objects = [key("a", 1), key("b", 2)]
    try await store.transaction { writer in for object in objects { try writer.insert(object) } }
    return store
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  private func changeDatabase(_ sql: String) throws {
    let queue = try DatabaseQueue(path: folder + "/keys.sqlite")
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  private func makeFirstVersion() throws {
    try changeDatabase(
      """
      DROP TABLE setting; DROP TABLE access; DROP TABLE creator; DROP INDEX object_rotation;
      ALTER TABLE object DROP COLUMN rotation; DELETE FROM term WHERE kind = 8; PRAGMA user_version = 1
      """)
  }

  @Test func anOlderStoreLearnsOfRotationsAndKeySets() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try await filled()
    var planned = key("c", 3)
    planned.attributes.items += [
      Item(.rotateAutomatic, .boolean(true)), Item(.rotateInterval, .longInteger(60)),
      Item(.rotateName, .textString("disk")),
    ]
    planned.attributes.initialDate = DateTime(seconds: 1000)
    let object = planned
    try await store.transaction { try $0.insert(object) }
    try store.close()
    try makeFirstVersion()
    let again = try ObjectStore.open(folder: folder)
    #expect(try await again.read { try $0.dueRotations(at: 1059, limit: 9).map(\.id) } == [])
    #expect(try await again.read { try $0.dueRotations(at: 1060, limit: 9).map(\.id) } == ["c"])
    let members = try await again.read { reader in
      var ids: [String] = []
      try reader.visitKeySet("disk") { id in
        ids.append(id)
        return true
      }
      return ids
    }
    #expect(members == ["c"])
  }

  @Test func whatIsStoredIsThereAgain() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await filled().close()
    let store = try ObjectStore.open(folder: folder)
    let expected = key("a", 1)
    #expect(try await store.read { try $0.objectWithMaterial("a") } == expected)
    #expect(try await store.read { try $0.object("a")?.content } == .unread)
    #expect(try await store.read { try $0.object("c") } == nil)
  }

  @Test func anOlderStoreIsBroughtUpToDate() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await filled().close()
    try makeFirstVersion()
    let setting = Setting("defaults", of: "alice")
    for _ in 0..<2 {
      let store = try ObjectStore.open(folder: folder)
      let expected = key("a", 1)
      #expect(try await store.read { try $0.objectWithMaterial("a") } == expected)
      try await store.transaction { try $0.set(setting, to: [1, 2]) }
      #expect(try await store.read { try $0.value(of: setting) } == [1, 2])
      try store.close()
    }
    try changeDatabase("PRAGMA user_version = 99")
    #expect(throws: KeyStoreError.self) { try ObjectStore.open(folder: folder) }
  }

  @Test func aSettingIsItsOwnersAndIsForgotten() async throws {
    let store = try ObjectStore.inMemory()
    let (alice, bob) = (Setting("x", of: "alice"), Setting("x", of: "bob"))
    try await store.transaction { try $0.set(alice, to: [1]) }
    let journal = Journal()
    let recording = store.recording(in: journal)
    try await recording.transaction { writer in
      try writer.set(alice, to: [2])
      try writer.set(bob, to: [3])
    }
    try await recording.transaction { try $0.set(alice, to: nil) }
    #expect(try await store.read { try $0.value(of: alice) } == nil)
    try await store.undo(journal)
    #expect(try await store.read { try $0.value(of: alice) } == [1])
    #expect(try await store.read { try $0.value(of: bob) } == nil)
  }

  @Test func filesAreForTheirOwnerAndHoldNoKeys() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await filled().close()
    #expect(try mode(folder) == 0o700)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      #expect(try mode(folder + "/" + name) == 0o600, "\(name)")
      let bytes = try Data(contentsOf: URL(filePath: folder + "/" + name))
      #expect(bytes.firstRange(of: Data(repeating: 1, count: 16)) == nil, "\(name)")
    }
  }

  @Test func storesOfTheFirstVersionAreBroughtToThis() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await filled().close()
    try makeFirstVersion()
    let store = try ObjectStore.open(folder: folder)
    #expect(try await store.read { try $0.objectWithMaterial("a") } == key("a", 1))
    try await store.transaction { try $0.grant([.get], of: "a", to: "bob") }
    #expect(try await store.read { try $0.granted(to: "bob") } == ["a"])
    try store.close()
    try changeDatabase("PRAGMA user_version = 99")
    #expect(throws: KeyStoreError.self) { try ObjectStore.open(folder: folder) }
  }

  @Test func grantsAreFoundByUserAndGoWithTheirObject() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try await filled()
    let sign = try #require(AccessRight(.sign))
    try await store.transaction { writer in
      try writer.grant([.get, sign], of: "a", to: "bob")
      try writer.grant([.get], of: "a", to: "bob")
      try writer.grant([.get], of: "b", to: AccessGrant.everybody)
    }
    #expect(try await store.read { try $0.grants(to: "a") } == [AccessGrant(user: "bob", rights: [.get, sign])])
    #expect(try await store.read { try $0.locate(LocateQuery(owner: "bob")).ids } == ["a", "b"])
    #expect(try await store.read { try $0.locate(LocateQuery(owner: "carol")).ids } == ["b"])
    #expect(try await store.read { try $0.rights(of: "carol", to: "a") } == [])
    try await store.transaction { try $0.delete("a") }
    #expect(try await store.read { try $0.granted(to: "bob") } == ["b"])
  }

  @Test func exchangedMaterialIsDetected() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await filled().close()
    try changeDatabase("UPDATE object SET material = (SELECT material FROM object WHERE id = 'a') WHERE id = 'b'")
    let store = try ObjectStore.open(folder: folder)
    await #expect(throws: KeyStoreError.tampered(id: "b")) { try await store.read { try $0.objectWithMaterial("b") } }
  }

  @Test func changedMaterialIsDetected() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await filled().close()
    try changeDatabase("UPDATE object SET material = substr(material, 1, length(material) - 1) || x'00' WHERE id = 'a'")
    let store = try ObjectStore.open(folder: folder)
    await #expect(throws: KeyStoreError.tampered(id: "a")) { try await store.read { try $0.objectWithMaterial("a") } }
  }

  @Test func theMasterKeyMustBeTheRightOne() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await filled().close()
    let path = folder + "/master.key"
    let key = try Data(contentsOf: URL(filePath: path))
    try FileManager.default.removeItem(atPath: path)
    #expect(throws: KeyStoreError.keyMissing(path: path)) { try ObjectStore.open(folder: folder) }
    try write(Data(key.reversed()), path, 0o600)
    #expect(throws: KeyStoreError.wrongKey(path: path)) { try ObjectStore.open(folder: folder) }
    try write(key.dropLast(), path, 0o600)
    #expect(throws: KeyStoreError.keyUnusable(path: path, cause: "it has 31 bytes, a key has 32")) {
      try ObjectStore.open(folder: folder)
    }
    try write(key, path, 0o640)
    #expect(throws: KeyStoreError.keyUnusable(path: path, cause: "others can read it (mode 640)")) {
      try ObjectStore.open(folder: folder)
    }
    try write(key, path, 0o600)
    #expect(throws: Never.self) { try ObjectStore.open(folder: folder).close() }
  }

  private func write(_ bytes: Data, _ path: String, _ mode: Int) throws {
    try bytes.write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  @Test func aTransactionIsDoneWholeOrNotAtAll() async throws {
    let store = try ObjectStore.inMemory()
    let (one, two) = (key("a", 1), key("b", 2))
    await #expect(throws: KeyStoreError.alreadyExists(id: "a")) {
      try await store.transaction { writer in
        for object in [one, two, one] { try writer.insert(object) }
      }
    }
    #expect(try await store.read { try $0.contains("b") } == false)
    await #expect(throws: KeyStoreError.notFound(id: "a")) { try await store.transaction { try $0.update(one) } }
    await #expect(throws: KeyStoreError.notFound(id: "a")) { try await store.transaction { try $0.delete("a") } }
  }

  @Test func whatOthersChangedMeanwhileIsNotTakenBack() async throws {
    let store = try ObjectStore.inMemory()
    let (journal, object) = (Journal(), key("a", 1))
    try await store.recording(in: journal).transaction { try $0.insert(object) }
    var changed = object
    changed.attributes.comment = "mine"
    let theirs = changed
    try await store.transaction { try $0.update(theirs) }
    await #expect(throws: KeyStoreError.changedSince(id: "a")) { try await store.undo(journal) }
    #expect(try await store.read { try $0.objectWithMaterial("a") } == theirs)
  }

  @Test func twoOpenStoresSeeEachOther() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (one, two) = (try await filled(), try ObjectStore.open(folder: folder))
    let more = key("c", 3)
    try await two.transaction { try $0.insert(more) }
    #expect(try await one.read { try $0.locate(LocateQuery(owner: "alice")).ids } == ["a", "b", "c"])
    try await one.transaction { try $0.delete("a") }
    #expect(try await two.read { try $0.contains("a") } == false)
  }

  @Test func whatIsNoStoreIsRefused() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/keys.sqlite"
    try Data("this is not a database, but it is long enough to look at".utf8).write(to: URL(filePath: path))
    #expect(throws: KeyStoreError.corrupt(path: path, cause: "it is not an SQLite database")) {
      try ObjectStore.open(folder: folder)
    }
  }

  @Test(arguments: [
    (KeyStoreError.fullDisk(path: "/k"), "the disk is full: no room for the key store /k"),
    (.keyMissing(path: "/k"), "the master key /k is missing, but the key store holds objects sealed under it"),
    (.wrongKey(path: "/k"), "the master key /k is not the one that this key store was made with"),
    (.tampered(id: "a"), "the sealed material of object a was changed, or belongs to another object"),
    (.readOnly(path: "/k"), "the key store /k cannot be written: it or its folder is read-only"),
  ])
  func errorsSayWhatIsWrong(error: KeyStoreError, message: String) {
    #expect(error.message == message && !error.hint.isEmpty)
  }

  @Test(
    arguments: [
      (#"["a", "b"]"#, ["a", "b"]), ("[]", []), (#"["\u0041\n"]"#, ["A\n"]), (#"["a""#, nil), (#"["a"] x"#, nil),
      ("", nil),
      (#"["\ud800"]"#, nil),
    ] as [(String, [String]?)])
  func tagsAreAListOfStrings(text: String, strings: [String]?) { #expect(stringList(text) == strings) }
}
