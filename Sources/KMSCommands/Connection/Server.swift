import KMIP
import KMIPClient
import KMSInterpreter

extension Command {
  /// What the server is taken for.
  static func server(_ kms: KMS) -> Command {
    Command(
      "server", "show what is known of the server, and what it is taken for",
      discussion: """
        What the server calls itself selects a kind, and with it what is taken for known. `[profiles.NAME.dialect]` in \
        the configuration says otherwise.
        """,
      effect: .read, operations: ["Query"], returns: .table,
      examples: [
        Example("server", "the kind of server, the version that is spoken, and what follows from it"),
        Example("server | where source == \"configuration\"", "what the configuration says otherwise"),
      ]
    ) { _ in
      let answer = try await kms.perform(Query.everything)
      let client = try await kms.client()
      let profile = try await client.profile()
      let facts = [
        Fact("server", answer.serverName, "server", "what it calls itself"),
        Fact("address", client.transport.address, "profile", "where it is"),
        Fact("kind", profile.name, "server", "the kind of server that it is taken for"),
        Fact("protocol", client.version.description, "server", "the version of KMIP that is spoken"),
      ]
      let traits = ServerTrait.all.map { trait in
        Fact(
          trait.key, trait.text(of: profile), client.overrides.names(trait) ? "configuration" : "kind", trait.help)
      }
      return .table(Table(columns: Fact.columns, rows: (facts + traits).map(\.record)))
    }
  }
}

private struct Fact {
  static let columns = ["setting", "value", "source", "meaning"]

  let record: Record

  init(_ setting: String, _ value: String, _ origin: String, _ meaning: String) {
    record = Record(zip(Self.columns, [setting, value, origin, meaning].map(Value.text)).map { ($0, $1) })
  }
}
