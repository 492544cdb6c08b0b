import KMIP
import KMSInterpreter

extension Command {
  /// KMIP 2.1 §6.1.50
  static func rngSeed(_ kms: KMS) -> Command {
    Command(
      "rng-seed", "give the random number generator of the KMS more to go on",
      discussion: "Gives how many bytes the server took.",
      effect: .write, operations: ["RNG Seed"],
      parameters: [
        CommandParameter(
          "data", dataType, .positional, required: true, redacted: true, help: "bytes, text or a secret")
      ],
      returns: .int,
      examples: [
        Example("rng-seed hex\"00112233445566778899aabbccddeeff\"", "16 bytes"),
        Example("rng-seed (random 32)", "what the server made itself"),
      ]
    ) { invocation in
      let request = RNGSeed(data: try invocation.arguments.requiredData())
      return .int(Int64(try await kms.perform(request).dataLength))
    }
  }
}
