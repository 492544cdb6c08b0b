import KMIP
import KMIPClient
import KMSInterpreter

extension Command {
  /// Whether the server is there, who it is and what it does.
  static func ping(_ kms: KMS) -> Command {
    Command(
      "ping", "test the connection: server, version, latency, operations",
      discussion: "Asks the server for its versions and for what it does; nothing is changed.",
      effect: .read, operations: ["Query"], returns: .record,
      examples: [
        Example("ping", "test the connection"),
        Example("assert (ping).latency < 5s \"slow\"", "stop if the server is slow to answer"),
      ]
    ) { _ in
      let client = try await kms.client()
      _ = try await kms.perform(Query.everything)
      let start = kms.clock()
      let answer = try await kms.perform(Query.everything)
      let latency = max(0, kms.clock() - start)
      return .record(
        Record([
          ("server", .text(answer.serverName)),
          ("version", answer.serverInformation?.serverVersion.map(Value.text) ?? .none),
          ("protocol", .text(client.version.description)),
          ("address", .text(client.transport.address)),
          ("latency", .duration(latency / 1000)),
          ("operations", .int(Int64(answer.operation.count))),
          ("objects", .list(answer.objectType.map { .enumeration($0.word) })),
        ]))
    }
  }
}

extension Query {
  static let everything = Query(queryFunction: [
    .queryOperations, .queryObjects, .queryServerInformation,
  ])
}

extension Query.Response {
  var serverName: String { serverInformation?.serverName ?? vendorIdentification ?? "unnamed KMIP server" }
}
