import KMIP
import KMSInterpreter
import KMSSyntax
import TTLV

extension Command {
  /// KMIP 2.1 §6.1.6
  static func certify(_ kms: KMS) -> Command {
    Command(
      "certify", "issue a certificate for a public key or a certificate request",
      discussion: """
        Without issuer= the certificate is self-signed, by the linked private key. issuer= names a certificate whose \
        private key is in the KMS. ca=true makes an authority.
        """,
      effect: .write, operations: ["Certify"],
      parameters: [
        CommandParameter("key", .id(many: false), .positional, help: "the public key"),
        CommandParameter("request", dataType, help: "in place of a key: a PKCS#10 request, PEM or DER"),
        CommandParameter("subject", .text, help: "such as \"CN=example.org, O=Example\""),
        CommandParameter("issuer", .id(many: false), help: "the issuer's certificate"),
        CommandParameter("days", .int, help: "how long it holds; 365 if left out"),
        CommandParameter("ca", .bool, help: "true for a certificate that issues others"),
        CommandParameter("path-length", .int, help: "of an authority: how many more below it"),
        CommandParameter("dns", .list(of: .text), help: "DNS names of the subject"),
        CommandParameter("ip", .list(of: .text), help: "IP addresses of the subject"),
        CommandParameter("email", .list(of: .text), help: "e-mail addresses of the subject"),
      ] + ObjectOptions.parameters,
      returns: .object,
      examples: [
        Example(
          """
          let $pair = create-pair algorithm=ec
          let $root = certify $pair.public subject="CN=Root" ca=true
          """,
          "a self-signed authority"),
        Example(
          """
          let $ca = create-pair algorithm=ec
          let $root = certify $ca.public subject="CN=Root" ca=true
          let $pair = create-pair algorithm=ec
          certify $pair.public subject="CN=example.org" issuer=$root dns="example.org" days=90
          """, "a certificate for a server"),
      ]
    ) { invocation in
      let answer = try await kms.perform(try await kms.certification(invocation.arguments))
      let id = answer.uniqueIdentifier.description
      // On record before it is read: a reading that fails is not to lose the name of what was made.
      StatementTrace.current?.note(entity: id, type: ObjectType.certificate.name)
      return .object(try await kms.object(id))
    }
  }
}

extension KMS {
  fileprivate func certification(_ arguments: Arguments) async throws -> Certify {
    var attributes = ObjectOptions.attributes(arguments, now: clock())
    attributes.objectType = .certificate
    attributes.certificateAttributes = try arguments.text("subject").map { try DistinguishedName($0).attributes }
    attributes.vendorAttributes += try arguments.certificateExtensions
    if let issuer = arguments.id("issuer") { try await setIssuer(issuer, of: &attributes) }
    let request = arguments.data("request").map(CertificateRequestText.init)
    guard (request == nil) != (arguments.id("key") == nil) else {
      throw CommandError(.missingParameter, "either a public key or a request is wanted")
    }
    return Certify(
      uniqueIdentifier: arguments.id("key").map { .text($0) }, certificateRequestType: request?.type,
      certificateRequestValue: request?.value, attributes: attributes)
  }

  /// The certificate and, where it is linked, the private key that signs.
  fileprivate func setIssuer(_ issuer: String, of attributes: inout Attributes) async throws {
    let certificate = try await self.attributes(of: issuer)
    attributes.setLink(.certificateLink, issuer)
    if let key = certificate.link(.privateKeyLink) { attributes.setLink(.privateKeyLink, key) }
  }
}

private struct CertificateRequestText {
  let type: CertificateRequestType
  let value: [UInt8]

  init(_ data: [UInt8]) {
    let isPEM = data.starts(with: Array("-----BEGIN ".utf8))
    type = isPEM ? .pem : .pkcs10
    value = data
  }
}

extension Arguments {
  /// What KMIP has no attribute for: Cosmian's validity, and ours.
  var certificateExtensions: [VendorAttribute] {
    get throws {
      let names =
        texts("dns").map { "dns:" + $0 } + texts("ip").map { "ip:" + $0 } + texts("email").map { "email:" + $0 }
      let rows: [(vendor: String, name: String, value: Item.Value?)] = [
        ("cosmian", "requested_validity_days", try int32("days").map(Item.Value.integer)),
        ("kmsh", "basic-constraints-ca", bool("ca").map(Item.Value.boolean)),
        ("kmsh", "path-length", try int32("path-length").map(Item.Value.integer)),
        ("kmsh", "subject-alternative-names", names.isEmpty ? nil : .textString(names.joined(separator: ","))),
      ]
      return rows.compactMap { row in
        row.value.map {
          VendorAttribute(vendorIdentification: row.vendor, attributeName: row.name, attributeValue: $0)
        }
      }
    }
  }
}
