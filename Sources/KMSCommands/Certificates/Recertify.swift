import KMIP
import KMSInterpreter

extension Command {
  /// KMIP 2.1 §6.1.45
  static func recertify(_ kms: KMS) -> Command {
    Command(
      "recertify", aliases: ["re-certify"], "issue a certificate anew, for the same key and subject",
      discussion: """
        The old certificate stays as it is and is linked to the new one, which takes over its name. Who issued it \
        issues it again.
        """,
      effect: .write, operations: ["Re-certify"],
      parameters: [
        CommandParameter(
          "certificate", .id(many: false), .positional, required: true, help: "the certificate to renew"),
        CommandParameter("days", .int, help: "how long it holds; as long as the old one if left out"),
        CommandParameter("offset", .duration, help: "how long until it begins to hold"),
      ],
      returns: .object,
      examples: [
        Example(
          """
          let $pair = create-pair algorithm=ec
          let $old = certify $pair.public subject="CN=example.org" days=30
          let $new = recertify $old
          """, "a self-signed certificate"),
        Example(
          """
          let $pair = create-pair algorithm=ec
          let $old = certify $pair.public subject="CN=example.org" days=30
          recertify $old days=90 offset=1h
          """, "for 90 days, from in an hour"),
      ]
    ) { invocation in
      let old = try invocation.arguments.requiredID("certificate")
      var attributes = Attributes()
      attributes.vendorAttributes = try invocation.arguments.certificateExtensions
      let request = ReCertify(
        uniqueIdentifier: .text(old), offset: try invocation.arguments.interval("offset"),
        attributes: attributes.items.isEmpty ? nil : attributes)
      let id = try await kms.perform(request, on: [old]).uniqueIdentifier.description
      // On record before it is read: a reading that fails is not to lose the name of what was made.
      StatementTrace.current?.note(entity: id, type: ObjectType.certificate.name)
      return .object(try await kms.object(id))
    }
  }
}
