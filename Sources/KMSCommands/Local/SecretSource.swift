import KMIP
import KMSInterpreter
import KMSSyntax

extension Command {
  static func secret(
    _ console: any Console, in folder: String, variable: @escaping @Sendable (String) -> String?
  ) -> Command {
    Command(
      "secret", "take a secret from a person, the environment or a file",
      discussion: """
        `prompt` asks at the terminal and shows nothing of what is typed. `env` reads a variable, `file` a file of at \
        most 1 MiB, without the newline at its end. What it gives has a size and a fingerprint, and no printer.
        """,
      effect: .local,
      parameters: [
        CommandParameter(
          "source", .words("source", ["prompt", "env", "file"]), .positional, required: true, help: "where it is"),
        CommandParameter(
          "from", .either([.text, .path]), .positional, required: true,
          help: "the question, the variable's name or the path"),
      ],
      returns: .secret,
      examples: [
        Example("let $password = secret env DB_PASSWORD", "from a variable of the environment"),
        Example(
          """
          save "correct horse" to=word.txt
          let $password = secret file word.txt
          register type=secret-data data=$password name="passphrase"
          """, "from a file, into the KMS"),
      ]
    ) { invocation in
      let from = try (invocation.arguments.text("from") ?? invocation.arguments.path("from")).orMissing("from")
      let source = SecretSource(console: console, folder: folder, variable: variable)
      let secret: Secret
      switch invocation.arguments.word("source") {
      case "prompt": secret = try await source.answer(to: from)
      case "env": secret = try source.value(of: from)
      default: secret = try source.contents(of: from)
      }
      StatementTrace.current?.note(bytes: Int64(secret.count))
      return .secret(secret)
    }
  }
}

private struct SecretSource {
  static let limit = 1 << 20
  let console: any Console
  let folder: String
  let variable: @Sendable (String) -> String?

  func answer(to question: String) async throws -> Secret {
    let secret = try await console.askSecret(question)
    guard secret.count > 0 else { throw CommandError(.secretUnavailable, "nothing was typed") }
    return secret
  }

  func value(of name: String) throws -> Secret {
    guard let text = variable(name), !text.isEmpty else {
      throw CommandError(
        .secretUnavailable, "the environment has no variable \(name), or it is empty", parameter: "from")
    }
    return Secret(text.utf8)
  }

  func contents(of path: String) throws -> Secret {
    let file = LocalFile(path, in: folder)
    var bytes = try file.contents(limit: Self.limit)[...]
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    guard !bytes.isEmpty else { throw CommandError(.secretUnavailable, "\(path) is empty", parameter: "from") }
    if file.isReadableByOthers {
      console.warn("\(path) may be read by other users", hint: "chmod 600 \(path)")
    }
    return Secret(bytes)
  }
}
