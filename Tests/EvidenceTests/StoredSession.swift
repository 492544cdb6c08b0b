import Foundation
import Testing

@testable import AuditLog
@testable import Evidence

/// A session in a store of its own, between records of others.
final class StoredSession {
  let store: AuditStore
  let session: SessionID
  let folder: String
  let files = ["rotate.kms": Array(Chronicle.script.utf8)]

  init(_ chronicle: Chronicle = .rotation(items: 6)) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "kmsh-evidence-\(UUID())").path
    store = try AuditStore(path: folder + "/audit.sqlite")
    session = chronicle.session
    let other = SessionID()
    for (index, record) in chronicle.records.enumerated() {
      if index % 5 == 0 { try await store.append(Entry(.local, in: other, statement: "print \(index)")) }
      try await store.append(record.entry)
    }
    for _ in 1...7 { try await store.append(Entry(.local, in: other)) }
    _ = try await store.checkpoint()
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func bundle(allowMissing: Bool = false, files: [String: [UInt8]]? = nil) async throws -> EvidenceBundle {
    let files = files ?? self.files
    return try await EvidenceBundle(
      session: session, of: store, allowMissing: allowMissing, version: "0.1.0",
      made: Timestamp(microseconds: 1_800_000_000_000_000)
    ) { name in
      guard let bytes = files[name] else { throw Absence() }
      return bytes
    }
  }

  struct Absence: Error, CustomStringConvertible { let description = "no such file" }
}

extension EvidenceBundle {
  /// The bundle with one file changed, and the manifest made to fit; the signature stays.
  func forged(
    _ path: String, resigned: (key: AuditPublicKey, sign: (String) throws -> [UInt8])? = nil,
    _ change: (String) -> String
  )
    throws -> [UInt8]
  {
    let archive = try ZipArchive(bytes)
    var manifest = try #require(Manifest(json: String(decoding: archive[Manifest.path] ?? [], as: UTF8.self)))
    let changed = Array(change(String(decoding: archive[path] ?? [], as: UTF8.self)).utf8)
    manifest.files = manifest.files.map { file in
      guard file.path == path else { return file }
      return Manifest.File(
        path: path, size: changed.count, sha256: HashValue.of(changed).description, name: file.name)
    }
    var forged = ZipArchive()
    for file in archive.files {
      switch file.name {
      case path: try forged.add(path, changed)
      case Manifest.path where resigned != nil: try forged.add(file.name, Array(manifest.json.utf8))
      case Manifest.signaturePath:
        guard let resigned else { fallthrough }
        let signature = ManifestSignature(key: resigned.key, signature: try resigned.sign(manifest.signedText))
        try forged.add(file.name, Array(signature.text(of: manifest).utf8))
      default: try forged.add(file.name, file.bytes)
      }
    }
    return forged.packed
  }
}
