import KMIP
import KMSInterpreter

extension Command {
  /// KMIP 2.1 §6.1.47
  static func register(_ kms: KMS) -> Command {
    Command(
      "register", "give the KMS an object that was made elsewhere",
      discussion: "The material comes from data=, or from PEM text. A secret is passed on without being shown.",
      effect: .write, operations: ["Register"],
      parameters: [
        CommandParameter("type", .words("type", MaterialOptions.types), required: true, help: "what it is"),
        CommandParameter("data", dataType, required: true, redacted: true, help: "bytes, PEM text or a secret"),
      ] + MaterialOptions.parameters + ObjectOptions.parameters,
      returns: .object,
      examples: [
        Example(
          "let $key = register type=symmetric-key algorithm=aes data=hex\"000102030405060708090a0b0c0d0e0f\"",
          "an AES key of 128 bits"),
        Example("let $word = register type=secret-data data=\"correct horse\" name=\"passphrase\"", "a password"),
      ]
    ) { invocation in
      let material = try MaterialOptions(invocation.arguments, now: kms.clock())
      let (type, object) = (material.type, try material.object())
      let answer = try await kms.making(material.attributes, ids: { [$0.uniqueIdentifier] }) {
        try await kms.perform(KMIP.Register(objectType: type, attributes: $0, object: object))
      }
      return .object(kms.snapshot(of: answer.uniqueIdentifier, type: material.type, material.attributes))
    }
  }
}
