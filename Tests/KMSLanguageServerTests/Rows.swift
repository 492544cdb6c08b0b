import KMSInterpreter

/// A few commands, as an editor would meet them.
enum Rows {
  static let table = CommandTable(
    [create, sign, find, print], attributes: ["type", "name", "state", "links"], reasons: ["item-not-found"])

  private static let create = Command(
    "create", "make a key in the KMS", effect: .write, operations: ["Create"],
    parameters: [
      CommandParameter("algorithm", .enumeration(.init("algorithm", ["aes", "rsa"])), help: "aes if left out"),
      CommandParameter("length", .int, help: "bits"),
    ], returns: .object, examples: [.init("create algorithm=aes", "a key")]
  ) { _ in .none }

  private static let sign = Command(
    "sign", "sign data with a key", effect: .use,
    parameters: [
      CommandParameter("key", .id(many: false), .positional, required: true, help: "the private key"),
      CommandParameter("data", .bytes, required: true, help: "what to sign"),
    ], returns: .bytes
  ) { _ in .none }

  private static let find = Command(
    "find", "list objects", effect: .read, returns: .list(of: .object)
  ) { _ in .none }

  private static let print = Command(
    "print", "write a value", effect: .local,
    parameters: [CommandParameter("value", .any, .positional, required: true, help: "what")], returns: .none
  ) { _ in .none }
}
