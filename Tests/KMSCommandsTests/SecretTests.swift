import AuditLog
import Foundation
import KMIP
import KMSCommands
import KMSInterpreter
import KMSSyntax
import Testing

@Suite struct SecretTests {
  /// Text, so that it can stand in every parameter, and without a form that anything else has.
  private static let secret = Array("Tr0ub4dor&3-xkcd-936-zq8V7w1pLk".utf8)

  private static let script = """
    let $bytes = read secret.bin
    let $key = register type=symmetric-key algorithm=aes data=$bytes
    let $word = register type=secret-data data=text((read secret.bin))
    let $again = import id=again type=symmetric-key algorithm=aes data=$bytes
    let $material = get $key
    let $copy = export $key
    save $material to=out.bin
    save $copy.material to=copy.bin
    let $third = import id=third type=symmetric-key algorithm=aes data=$copy.material
    let $sealed = encrypt $key data=$bytes aad=$bytes
    let $other = encrypt $key data=$material aad=$material
    let $plain = decrypt $key $sealed aad=$bytes
    let $signature = sign $key data=$material
    let $checked = verify $key data=text((read secret.bin)) signature=$signature
    let $code = mac $key data=text((read secret.bin))
    let $same = mac-verify $key data=$bytes mac=$code
    let $hash = hash $bytes
    let $row = {id: "r", secret: $plain}
    assert same($plain, $material)
    print size($plain) fingerprint($material)
    $material
    $copy
    for $n in [1, 2] { yield $material }
    try { encrypt no-such data=$bytes aad=$material } else $e { print $e.message }
    """

  @Test func noSecretReachesTheLogTheConsoleOrAnError() async throws {
    let bench = try Bench(
      FakeKMS { item in
        guard item.operation == .encrypt, item.payload.identifier == "no-such" else { return nil }
        return refusal(.itemNotFound, "no-such", of: .encrypt)
      })
    try Data(Self.secret).write(to: URL(filePath: bench.folder + "/secret.bin"))
    let outcome = try await bench.run(Self.script)
    #expect(outcome.diagnostics.map(\.message) == [])
    #expect(try Data(contentsOf: URL(filePath: bench.folder + "/out.bin")) == Data(Self.secret))
    let refused = try await bench.run("sign no-such data=(read secret.bin)\nencrypt no-such data=(read secret.bin)")
    #expect(refused.exitStatus == .failed)
    let records = try await bench.records
    #expect(records.count > 40)
    try await bench.store.close()

    var seen = try bench.stateFiles()
    seen["console"] = Array(bench.console.lines.joined(separator: "\n").utf8)
    let errors = refused.diagnostics.map { DiagnosticRenderer(color: false, width: 200).render($0) }
    seen["errors"] = Array((errors + refused.failures.map { "\($0)" }).joined(separator: "\n").utf8)
    #expect(seen.count >= 4)
    for (place, bytes) in seen {
      for (form, needle) in Self.forms {
        let isThere = bytes.contains(needle)
        #expect(!isThere, "\(form) in \(place)")
      }
    }
  }

  @Test func theSearchForSecretsFindsThem() {
    for (form, needle) in Self.forms { #expect((Array("x".utf8) + needle + [0]).contains(needle), "\(form)") }
    #expect(Self.forms.count == 7)
  }

  private static var forms: [(String, [UInt8])] {
    let text = String(decoding: secret, as: UTF8.self)
    let hex = secret.map { String(format: "%02x", $0) }.joined()
    return [
      ("raw", secret), ("hexadecimal", Array(hex.utf8)), ("upper hexadecimal", Array(hex.uppercased().utf8)),
      // Without the last group, which depends on what follows.
      ("base64", Array(Data(secret).base64EncodedString().utf8.dropLast(4))),
      ("UTF-16", text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }),
      (
        "UTF-16, high byte first",
        text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
      ),
      ("part", Array(secret[4..<20])),
    ]
  }

  @Test func aSecretStandsOnRecordAsItsSize() async throws {
    let bench = try Bench()
    try Data(Self.secret).write(to: URL(filePath: bench.folder + "/secret.bin"))
    _ = try await bench.run(
      """
      let $key = register type=secret-data data=(read secret.bin)
      let $material = get $key
      let $sealed = encrypt $key data=$material aad="context"
      decrypt $key $sealed aad="context"
      """)
    let size = Self.secret.count
    let statements = try await bench.entries.filter { $0.kind == .result }.compactMap(\.statement)
    #expect(
      statements == [
        "register type=secret-data data=bytes(\(size) bytes)", "get object=k1",
        "encrypt key=k1 data=secret(\(size) bytes, fp=fp-\(size)) aad=text(7 bytes)",
        "decrypt key=k1 sealed=redacted aad=text(7 bytes)",
      ])
  }
}

extension Bench {
  func stateFiles() throws -> [String: [UInt8]] {
    let state = folder + "/state"
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: state) {
      files[name] = Array(try Data(contentsOf: URL(filePath: state + "/" + name)))
    }
    return files
  }
}

extension [UInt8] {
  fileprivate func contains(_ needle: [UInt8]) -> Bool { Data(self).range(of: Data(needle)) != nil }
}
