import AuditLog
import KMIP
import KMSCommands
import KMSInterpreter
import KMSSyntax
import TTLV
import Testing

@Suite struct MessageTests {
  @Test func aMessageIsOnRecordAsTheOperationThatItIs() async throws {
    let bench = try Bench()
    bench.server.add(.symmetricKey)
    let outcome = try await bench.run(
      """
      kmip GetAttributes { unique-identifier: k1 }
      kmip Get { UniqueIdentifier: k1 }
      kmip SetAttribute { unique-identifier: k1, new-attribute: {comment: "c"} }
      kmip Revoke { unique-identifier: k1, revocation-reason: {revocation-reason-code: superseded} }
      """)
    #expect(outcome.diagnostics.map(\.message) == [])
    let results = try await bench.entries.filter { $0.kind == .result }
    #expect(
      results.map { "\($0.effect ?? "") \($0.operation ?? "") \($0.entityIDs)" } == [
        "read Get Attributes [\"k1\"]", "export Get [\"k1\"]", "write Set Attribute [\"k1\"]",
        "destructive Revoke [\"k1\"]",
      ])
    #expect(bench.server.heard == ["Get Attributes k1", "Get k1", "Set Attribute k1", "Revoke k1"])
    let intents = try await bench.entries.filter { $0.kind == .intent }
    #expect(intents.allSatisfy { $0.entityIDs == ["k1"] })
    #expect(intents.last?.statement?.contains("unique-identifier: k1") == true)
  }

  @Test func whatMayBePlaintextIsOnRecordAsItsSize() async throws {
    let bench = try Bench()
    bench.server.add(.symmetricKey)
    let outcome = try await bench.run(
      """
      let $s = secret env DB_PASSWORD
      let $sealed = kmip Encrypt { unique-identifier: k1, data: b"attack at dawn", iv-counter-nonce: hex"010203" }
      kmip Register {
        object-type: secret-data, attributes: {comment: "a word"}, secret-data: {
          secret-data-type: password, key-block: {key-format-type: raw, key-value: {key-material: $s}}
        }
      }
      """)
    #expect(outcome.diagnostics.map(\.message) == [])
    let texts = try await bench.entries.filter { $0.kind == .result }.compactMap(\.statement)
    #expect(
      texts == [
        "kmip operation=encrypt fields={unique-identifier: k1, data: bytes(14 bytes), "
          + "iv-counter-nonce: hex\"010203\"}",
        "kmip operation=register fields={object-type: secret-data, attributes: {comment: \"a word\"}, "
          + "secret-data: {secret-data-type: password, key-block: {key-format-type: raw, key-value: redacted}}}",
      ])
    #expect(try bench.server.object("k2").material == Secret(Array("Tr0ub4dor&3-env".utf8)))
  }

  @Test func whatAnAnswerHoldsOfAKeyDoesNotPrint() async throws {
    let bench = try Bench()
    bench.server.add(.symmetricKey)
    let outcome = try await bench.run(
      """
      let $got = kmip Get { unique-identifier: k1 }
      $got
      print size($got.symmetric-key.key-block.key-value.key-material)
      let $plain = kmip Decrypt { unique-identifier: k1, data: hex"0102" }
      $plain
      """)
    #expect(outcome.diagnostics.map(\.message) == [])
    let lines = bench.console.lines
    #expect(lines.count == 3 && lines[1] == "32")
    #expect(lines[0].contains("key-material: secret(32 bytes)") && lines[2].contains("data: secret(2 bytes)"))
    #expect(!lines[0].contains("0707"))
  }

  @Test func fieldsAreSentInTheTablesOrderWithTheTablesTypes() async throws {
    let bench = try Bench()
    _ = try await bench.run(
      """
      kmip Locate {
        attributes: {activation-date: 2026-01-31, cryptographic-usage-mask: [sign, verify], link: [
          {link-type: next-link, linked-object-identifier: a}, {link-type: 0x106, linked-object-identifier: "b c"}
        ], rotate-interval: 90d, sensitive: true, attribute: {
          vendor-identification: "acme", attribute-name: "n", attribute-value: 7
        }}, maximum-items: 5, storage-status-mask: 1
      }
      """)
    let request = try Locate(items: try #require(bench.server.messages.first?.items.first?.payload))
    #expect(request.items.map(\.tag) == [.maximumItems, .storageStatusMask, .attributes])
    let attributes = try #require(request.attributes)
    #expect(attributes.activationDate == DateTime(seconds: 1_769_817_600))
    #expect(attributes.cryptographicUsageMask == [.sign, .verify] && attributes.sensitive == true)
    #expect(attributes.links.map(\.linkType) == [.nextLink, LinkType(rawValue: 0x106)])
    #expect(attributes.links.map(\.linkedObjectIdentifier) == ["a", "b c"])
    #expect(attributes.rotateInterval == Interval(seconds: 90 * 86400))
    #expect(attributes.vendor("acme", "n") == .integer(7))
  }

  @Test func recordsThatCameFromElsewhereAreHeldAgainstTheTables() async throws {
    let bench = try Bench()
    let rows = [
      ("{unique-identifer: \"k\"}", "Get has no field 'unique-identifer'"),
      ("{unique-identifier: 5}", "'unique-identifier' of Get takes an id"),
      ("{key-format-type: \"rawer\"}", "'key-format-type' of Get takes a key format type or a number"),
      ("{key-wrapping-specification: {}}", "key-wrapping-specification wants 'wrapping-method'"),
      ("{maximum-items: 5}", "Get has no field 'maximum-items'"),
    ]
    for (fields, message) in rows {
      let outcome = try await bench.run("let $fields = \(fields)\nkmip Get $fields")
      #expect(outcome.diagnostics.map(\.message) == [message])
    }
    let secret = try await bench.run(
      """
      let $s = secret env DB_PASSWORD
      let $fields = {unique-identifier: $s}
      kmip Get $fields
      """)
    #expect(secret.diagnostics.map(\.message) == ["'unique-identifier' of Get takes an id"])
    #expect(bench.server.heard.isEmpty)
  }

  @Test func aSecretGoesOnlyWhereMaterialGoes() throws {
    let found = try Bench().findings(
      """
      let $s = secret env DB_PASSWORD
      kmip Get { unique-identifier: $s }
      kmip Log { log-message: $s }
      kmip SetAttribute { new-attribute: {comment: $s} }
      kmip Hash { data: $s, cryptographic-parameters: {hashing-algorithm: sha256} }
      """)
    #expect(
      found.map(\.message) == [
        "'unique-identifier' takes no secret", "'log-message' takes no secret", "'comment' takes no secret",
      ])
  }
}
