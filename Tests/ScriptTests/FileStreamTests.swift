import Foundation
import KMIPTesting
import KMSInterpreter
import KMSSyntax
import Testing

/// Files of any size through a real server: what goes in parts gives the same as what goes whole.
@Suite struct FileStreamTests {
  private static func bytes(_ count: Int) -> Data { Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }) }

  private func run(_ text: String, _ workspace: Workspace) async throws {
    let (diagnostics, outcome) = try await workspace.run(Source(name: "test.kms", text: text))
    #expect(diagnostics.map(\.message) == [])
    #expect(outcome?.exitStatus == KMSInterpreter.ExitStatus.ok)
  }

  @Test(arguments: ["", "mode=gcm aad=\"header\"", "mode=cbc", "mode=ctr", "mode=ecb padding=pkcs5"])
  func whatIsEncryptedInPartsDecrypts(options: String) async throws {
    try await Wire.inProcess.withClient { client in
      let (narrow, wide) = (try Workspace(client, partSize: 1000), try Workspace(client))
      for size in [0, 999, 1000, 1001, 5003] {
        let (plain, sealed) = ("\(narrow.folder)/plain", "\(narrow.folder)/sealed")
        try Self.bytes(size).write(to: URL(filePath: plain))
        try await run(
          """
          let $key = create id="k\(size)"
          let $sealed = encrypt $key file="\(plain)" to="\(sealed)" replace=true \(options)
          decrypt $key file="\(sealed)" to="\(narrow.folder)/opened" replace=true \(options)
          """, narrow)
        #expect(try Data(contentsOf: URL(filePath: narrow.folder + "/opened")) == Self.bytes(size))
        // One request reads what many wrote.
        try await run(
          "decrypt k\(size) file=\"\(sealed)\" to=\"\(narrow.folder)/whole\" replace=true \(options)", wide)
        #expect(try Data(contentsOf: URL(filePath: narrow.folder + "/whole")) == Self.bytes(size))
      }
      return ()
    }
  }

  @Test(arguments: Wire.allCases)
  func everyOperationTakesAFile(wire: Wire) async throws {
    try await wire.withClient { client in
      let workspace = try Workspace(client, partSize: 1 << 14)
      let data = Self.bytes(3 << 14 + 5)
      try data.write(to: URL(filePath: workspace.folder + "/plain"))
      try await run(
        """
        let $bytes = read plain
        assert (hash file=plain) == (hash $bytes) "hash"
        let $key = create
        let $sealed = encrypt $key file=plain to=sealed
        decrypt $key file=sealed to=opened
        let $pair = create-pair algorithm=ec
        let $signature = sign $pair.private file=plain
        assert (verify $pair.public file=plain signature=$signature).valid "in parts"
        assert (verify $pair.public data=$bytes signature=$signature).valid "whole"
        assert not (verify $pair.public file=sealed signature=$signature).valid "another file"
        let $mac_key = create algorithm=hmac-sha256
        let $code = mac $mac_key file=plain
        assert $code == (mac $mac_key data=$bytes) "mac"
        assert (mac-verify $mac_key file=plain mac=$code).valid "mac-verify"
        """, workspace)
      #expect(try Data(contentsOf: URL(filePath: workspace.folder + "/opened")) == data)
      #expect(try await workspace.verifiesAudit())
      return ()
    }
  }

  @Test func eightMegabytesGoInPartsOfOne() async throws {
    try await Wire.inProcess.withClient { client in
      let workspace = try Workspace(client)
      let data = Data(repeating: 0xA5, count: 8 << 20 + 3)
      try data.write(to: URL(filePath: workspace.folder + "/plain"))
      try await run(
        """
        let $key = create
        let $sealed = encrypt $key file=plain to=sealed
        decrypt $key file=sealed to=opened
        """, workspace)
      #expect(try Data(contentsOf: URL(filePath: workspace.folder + "/opened")) == data)
      return ()
    }
  }

  @Test(arguments: [0, 12, 1500, 3027])
  func aDamagedFileLeavesNothingBehind(place: Int) async throws {
    try await Wire.inProcess.withClient { client in
      let workspace = try Workspace(client, partSize: 1000)
      try Self.bytes(3000).write(to: URL(filePath: workspace.folder + "/plain"))
      try await run("let $key = create id=k\nlet $sealed = encrypt k file=plain to=sealed", workspace)
      var sealed = try Data(contentsOf: URL(filePath: workspace.folder + "/sealed"))
      #expect(sealed.count == 3028)
      sealed[place] ^= 1
      try sealed.write(to: URL(filePath: workspace.folder + "/sealed"))
      let (diagnostics, _) = try await workspace.run(
        Source(name: "test.kms", text: "decrypt k file=sealed to=opened"))
      #expect(diagnostics.map { "\($0.code)" } == ["K0407"])
      let left = try FileManager.default.contentsOfDirectory(atPath: workspace.folder)
      #expect(left.filter { $0.hasPrefix("opened") } == [])
      return ()
    }
  }
}
