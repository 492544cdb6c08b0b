import KMIP
import KMSInterpreter
import TTLV

extension Command {
  /// KMIP 2.1 §6.1.37
  static func query(_ kms: KMS) -> Command {
    Command(
      "query", "ask the server what it can do",
      effect: .read, operations: ["Query"],
      parameters: [
        CommandParameter(
          "functions", .list(of: .word(QueryFunction.self, "query function")), .rest,
          help: "what to ask for; operations, objects and the server's own words where none is named")
      ],
      returns: .record,
      examples: [
        Example("query", "operations, object types and the server's name"),
        Example("query query-profiles query-capabilities", "two functions by name"),
      ]
    ) { invocation in
      let functions = invocation.arguments.words("functions").compactMap(QueryFunction.init(word:))
      let answer = try await kms.perform(functions.isEmpty ? .everything : Query(queryFunction: functions))
      return .record(answer.record)
    }
  }

  /// KMIP 2.1 §6.1.18
  static func discoverVersions(_ kms: KMS) -> Command {
    Command(
      "discover-versions", "list the protocol versions that the server speaks",
      effect: .read, operations: ["Discover Versions"], returns: .list(of: .text),
      examples: [
        Example("discover-versions", "newest first, as the server prefers them"),
        Example("assert \"2.1\" in (discover-versions)", "stop unless KMIP 2.1 is spoken"),
      ]
    ) { _ in
      let answer = try await kms.perform(DiscoverVersions())
      return .list(answer.protocolVersion.map { .text($0.description) })
    }
  }
}

extension Query.Response {
  fileprivate var record: Record {
    var record = Record([
      ("server", .text(serverName)),
      ("vendor", vendorIdentification.map(Value.text) ?? .none),
      ("version", serverInformation?.serverVersion.map(Value.text) ?? .none),
    ])
    record.add("operations", operation.map { .text($0.name) })
    record.add("objects", objectType.map { .enumeration($0.word) })
    record.add("namespaces", applicationNamespace.map(Value.text))
    record.add("extensions", extensionInformation.map { .text($0.extensionName) })
    record.add("profiles", profileInformation.map { .enumeration($0.profileName.word) })
    record.add("rngs", rngParameters.map { .enumeration($0.rngAlgorithm.word) })
    record.add("capabilities", capabilityInformation.map { Value(Item(.capabilityInformation, $0.itemValue)) })
    record.add("validations", validationInformation.map { Value(Item(.validationInformation, $0.itemValue)) })
    return record
  }
}

extension Record {
  fileprivate mutating func add(_ name: String, _ values: [Value]) {
    if !values.isEmpty { self[name] = .list(values) }
  }
}
