import KMIP
import KMIPClient
import KMSInterpreter
import TTLV

/// The parameters that every command has which makes an object.
enum ObjectOptions {
  static let parameters: [CommandParameter] = [
    CommandParameter("name", .text, help: "a name to find it by"),
    CommandParameter("tag", .list(of: .text), help: "one tag or a list of them"),
    CommandParameter("usage", .usage, help: "what it may be used for, such as [encrypt, decrypt]"),
    CommandParameter("activate", .bool, help: "active at once (true) or pre-active (false); true if left out"),
    CommandParameter("id", .id(many: false), help: "the unique identifier; the server chooses if left out"),
    CommandParameter("description", .text, help: "free text kept with the object"),
    CommandParameter("group", .list(of: .text), help: "object groups"),
    CommandParameter("sensitive", .bool, help: "material leaves only wrapped"),
    CommandParameter("extractable", .bool, help: "false: material never leaves"),
    CommandParameter("wrap-with", .id(many: false), help: "a key of the KMS under which it is kept wrapped"),
    CommandParameter("deactivate-at", .time, help: "when it ends to be active"),
  ]

  /// Without usage masks, which stand on each half of a pair.
  static func attributes(_ arguments: Arguments, now: Int64) -> Attributes {
    var attributes = Attributes()
    if let name = arguments.text("name") {
      attributes.names = [Name(nameValue: name, nameType: .uninterpretedTextString)]
    }
    attributes.objectGroups = arguments.texts("group")
    attributes.description = arguments.text("description")
    attributes.sensitive = arguments.bool("sensitive")
    attributes.extractable = arguments.bool("extractable")
    if arguments.bool("activate") ?? true { attributes.activationDate = DateTime(seconds: now / 1_000_000) }
    attributes.deactivationDate = arguments.time("deactivate-at").map { DateTime(seconds: $0 / 1_000_000) }
    let tags = arguments.texts("tag")
    if !tags.isEmpty { attributes.tags = tags }
    if let key = arguments.id("wrap-with") { attributes.vendorAttributes.append(.wrappingKey(key)) }
    attributes.uniqueIdentifier = arguments.id("id").map { .text($0) }
    return attributes
  }
}

extension KMS {
  /// Makes objects from attributes that ask for activation, and activates them where the server does not take the date.
  func making<Response: Sendable>(
    _ attributes: Attributes, ids: (Response) -> [UniqueIdentifier], _ make: (Attributes) async throws -> Response
  ) async throws -> Response {
    guard let date = attributes.activationDate, date.seconds <= clock() / 1_000_000,
      try await !client().profile().takesActivationDate
    else { return try await make(attributes) }
    var asked = attributes
    asked.activationDate = nil
    let response = try await make(asked)
    for id in ids(response) { StatementTrace.current?.note(entity: id.description) }
    for id in ids(response) { _ = try await perform(Activate(uniqueIdentifier: id), on: [id.description]) }
    return response
  }
}
