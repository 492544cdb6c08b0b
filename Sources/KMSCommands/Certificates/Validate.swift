import KMIP
import KMSInterpreter

extension Command {
  /// KMIP 2.1 §6.1.60
  static func validate(_ kms: KMS) -> Command {
    Command(
      "validate", "check a certificate chain: signatures, dates, constraints, revocation",
      discussion: """
        Gives a record: `valid` is true or false. A revocation list (CRL) counts when it is kept as an opaque object \
        and given too, or has a certificate link to its issuer.
        """,
      effect: .read, operations: ["Validate"],
      parameters: [
        CommandParameter(
          "certificates", .id(many: true), .rest, required: true,
          help: "the leaf, what is above it, and revocation lists"),
        CommandParameter("at", .time, help: "the moment to judge by; now if left out"),
      ],
      returns: .record,
      examples: [
        Example(
          """
          let $ca = create-pair algorithm=ec
          let $root = certify $ca.public subject="CN=Root" ca=true
          assert (validate $root).valid
          """, "a self-signed authority"),
        Example(
          """
          let $ca = create-pair algorithm=ec
          let $root = certify $ca.public subject="CN=Root" ca=true days=30
          validate $root at=(now + 60d)
          """, "in two months: valid is false"),
      ]
    ) { invocation in
      let ids = invocation.arguments.ids("certificates")
      let moment = invocation.arguments.time("at").map { DateTime(seconds: $0 / 1_000_000) }
      let request = Validate(uniqueIdentifier: ids.map { .text($0) }, validityDate: moment)
      let answer = try await kms.perform(request)
      return ValidityIndicator?.some(answer.validityIndicator).verdict
    }
  }
}
