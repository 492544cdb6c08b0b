import Foundation
import KMIP
import KeyStore
import TTLV
import Testing

@testable import KMIPServer

/// A store of which only the beginning of what was written has reached the disk.
@Suite struct CutStoreTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "cut-\(UUID().uuidString)").path

  private static let mask: CryptographicUsageMask = [.encrypt, .decrypt, .wrapKey, .unwrapKey]

  @Test func aRotationIsThereWholeOrNotAtAll() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try ObjectStore.open(folder: folder + "/whole")
    let fixture = try Fixture(store: store)
    let kek = try await fixture.makeKey(Self.mask) { $0.items.append(Item(.rotateName, .textString("kek"))) }
    for id in ["a", "b", "c"] {
      _ = try await fixture.makeKey(Self.mask) {
        $0.uniqueIdentifier = .text(id)
        $0.vendorAttributes = [
          VendorAttribute(
            vendorIdentification: "cosmian", attributeName: "wrapping_key_id",
            attributeValue: .textString(kek.description))
        ]
      }
    }
    let before = try log().count
    try await fixture.perform(ReKey(uniqueIdentifier: kek))
    let written = try log()
    #expect(written.count > before)
    var outcomes: Set<Bool> = []
    for end in stride(from: before, through: written.count, by: 1031).map(\.self) + [written.count] {
      outcomes.insert(try await isRotated(kek, log: written.prefix(end)))
    }
    #expect(outcomes == [true, false])
    try store.close()
  }

  private func log() throws -> Data { try Data(contentsOf: URL(filePath: folder + "/whole/keys.sqlite-wal")) }

  /// Opens a copy with that much of the log, and looks at everything that belongs together.
  private func isRotated(_ kek: UniqueIdentifier, log: Data) async throws -> Bool {
    let copy = folder + "/cut"
    defer { try? FileManager.default.removeItem(atPath: copy) }
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
    for name in ["keys.sqlite", "master.key"] {
      try FileManager.default.copyItem(atPath: folder + "/whole/" + name, toPath: copy + "/" + name)
    }
    try log.write(to: URL(filePath: copy + "/keys.sqlite-wal"))
    let store = try ObjectStore.open(folder: copy)
    defer { try? store.close() }
    let fixture = try Fixture(store: store)
    let old = try await fixture.attributes(kek)
    let isRotated = old.link(.replacementObjectLink) != nil
    #expect(
      try await fixture.refusal(GetAttributes(uniqueIdentifier: .text("kek@1"))) == (isRotated ? nil : .objectNotFound))
    #expect(old.state == (isRotated ? .deactivated : .active))
    for id in ["a", "b", "c"] {
      let link = try await fixture.attributes(.text(id)).link(.wrappingKeyLink)
      #expect(link == (isRotated ? "kek@1" : kek.description))
      _ = try await fixture.perform(Encrypt(uniqueIdentifier: .text(id), data: [1]))
    }
    return isRotated
  }
}
