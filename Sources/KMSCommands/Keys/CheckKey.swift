import KMIP
import KMSInterpreter
import KMSSyntax

extension Command {
  /// KMIP 2.1 §6.1.7
  static func checkKey(_ kms: KMS) -> Command {
    Command(
      "check-key", "ask whether a key may be used, without using it",
      discussion: """
        Gives a record: `permitted` is true or false, `reason` says what stands against it, `lease` is the longest \
        lease that the server offers where the one asked for is longer. An object that is not there, or archived, is \
        refused.
        """,
      effect: .read, operations: ["Check"],
      parameters: [
        CommandParameter("key", .id(many: false), .positional, required: true, help: "the key"),
        CommandParameter("usage", .usage, help: "what it is wanted for, such as [encrypt, decrypt]"),
        CommandParameter("count", .int, help: "how much of its usage limits is wanted"),
        CommandParameter("lease", .duration, help: "how long it is wanted"),
      ],
      returns: .record,
      examples: [
        Example(
          """
          let $key = create
          assert (check-key $key usage=[encrypt]).permitted
          """, "may it encrypt?"),
        Example(
          """
          let $key = create
          check-key $key usage=[sign]
          """, "a record with permitted: false and the reason"),
      ]
    ) { invocation in
      let id = try invocation.arguments.requiredID("key")
      let lease = try invocation.arguments.interval("lease")
      let request = KMIP.Check(
        uniqueIdentifier: .text(id), usageLimitsCount: invocation.arguments.int("count"),
        cryptographicUsageMask: invocation.arguments.mask("usage"), leaseTime: lease)
      do {
        return .record(Self.verdict(id, try await kms.perform(request, on: [id])))
      } catch let failure as OperationFailure where Self.verdicts.contains(failure.reason) {
        return .record(Self.verdict(id, reason: failure.reason.word))
      }
    }
  }

  private static let verdicts: Set<ResultReason> = [.incompatibleCryptographicUsageMask, .usageLimitExceeded]

  /// A server that does not refuse gives back what is too much.
  private static func verdict(_ id: String, _ answer: KMIP.Check.Response) -> Record {
    let usage = answer.cryptographicUsageMask.map { _ in ResultReason.incompatibleCryptographicUsageMask.word }
    let limit = answer.usageLimitsCount.map { _ in ResultReason.usageLimitExceeded.word }
    let lease = answer.leaseTime.map { _ in "lease-too-long" }
    var record = verdict(id, reason: usage ?? limit ?? lease)
    if let offered = answer.leaseTime { record["lease"] = .duration(Int64(offered.seconds) * 1000) }
    return record
  }

  private static func verdict(_ id: String, reason: String?) -> Record {
    Record([
      ("id", .id(id)), ("permitted", .bool(reason == nil)), ("reason", reason.map(Value.enumeration) ?? .none),
      ("lease", .none),
    ])
  }
}
