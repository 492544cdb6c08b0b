import KMSInterpreter
import KMSSyntax

enum FakeCommands {
  static let algorithms = ValueType.Words("algorithm", ["rsa", "ec", "aes"])
  static let day: Int64 = 86_400_000_000
  static let now: Int64 = 20_000 * day

  static let table = CommandTable(
    [
      Command("print", "prints", effect: .local, parameters: [CommandParameter("values", .any, .rest, help: "what")]) {
        _ in .none
      },
      Command(
        "create", aliases: ["new"], "makes a key", effect: .write, operations: ["Create"],
        parameters: [
          CommandParameter("algorithm", .enumeration(algorithms), .positional, required: true, help: "the algorithm"),
          CommandParameter("length", .int, help: "bits"), CommandParameter("name", .text, help: "its name"),
          CommandParameter("tags", .list(of: .text), help: "tags"), CommandParameter("size", .size, help: "a size"),
        ], returns: .object
      ) { invocation in
        key(
          invocation.arguments.text("name") ?? "unnamed", age: 0,
          algorithm: invocation.arguments.word("algorithm") ?? "")
      },
      Command("find", "finds keys", effect: .read, returns: .list(of: .object)) { _ in
        .list([key("old", age: 120), key("young", age: 3, algorithm: "ec"), key("lost", age: nil)])
      },
      Command(
        "touch", "does what it is told", effect: .use,
        parameters: [CommandParameter("key", .id(many: false), .positional, required: true, help: "which")]
      ) { invocation in .text("touched \(invocation.arguments.id("key") ?? "")") },
      Command(
        "destroy", "destroys keys", effect: .destructive,
        parameters: [CommandParameter("keys", .id(many: true), .rest, required: true, help: "which")]
      ) { invocation in .int(Int64(invocation.arguments.ids("keys").count)) },
      Command("secret", "a secret", effect: .export, returns: .secret) { _ in
        .secret(FakeSecret(bytes: Array("hidden".utf8)))
      },
      Command("maybe", "a secret that nobody foresees", effect: .export) { _ in .secret(FakeSecret(bytes: [1, 2])) },
      Command(
        "keep", "keeps a secret", effect: .export,
        parameters: [CommandParameter("secret", .secret, .positional, required: true, help: "what")]
      ) { _ in .none },
      Command(
        "seal", "encrypts", effect: .use,
        parameters: [CommandParameter("data", .either([.bytes, .text]), redacted: true, help: "what")], returns: .bytes
      ) { _ in .bytes([1]) },
      Command(
        "refuse", "is refused", effect: .write,
        parameters: [CommandParameter("reason", .text, .positional, help: "why")]
      ) { invocation in throw refusal(invocation.arguments.text("reason") ?? "item_not_found", invocation.site.span) },
      Command("doubt", "ends in doubt", effect: .write) { _ in
        throw Failure(.inDoubt, Diagnostic(.inDoubt, "no answer came"))
      },
      Command("unplugged", "reaches nothing", effect: .read) { _ in throw Diagnostic(.cannotConnect, "nobody listens")
      },
    ],
    attributes: ["type", "name", "state", "algorithm", "links", "created", "usage"],
    reasons: ["item_not_found", "wrong_key_lifecycle_state", "permission_denied"])

  private static func refusal(_ reason: String, _ span: Span) -> Failure {
    let value = ErrorValue(
      code: "K0401", operation: "Destroy", reason: reason, message: "the server refused it", isSent: true)
    return Failure(.refused, value, Diagnostic(.itemNotFound, "the server refused it", at: span))
  }

  /// `age` in days.
  static func key(_ name: String, age: Int64?, algorithm: String = "rsa") -> Value {
    let links = Record(name == "old" ? [("replacement", .id("newer"))] : [])
    var attributes = Record([
      ("type", .enumeration("private-key")), ("name", .text(name)), ("state", .enumeration("active")),
      ("algorithm", .enumeration(algorithm)), ("links", .record(links)),
    ])
    if let age { attributes["created"] = .time(now - age * day) }
    return .object(ManagedObject(id: "id-\(name)", attributes: attributes, readAt: now))
  }
}
