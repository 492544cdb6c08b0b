import KMSInterpreter
import KMSSyntax

extension Command {
  static func reveal(_ console: any Console) -> Command {
    Command(
      "reveal", "show a secret at the terminal",
      discussion: """
        At the prompt alone, and only where standard output is a terminal. On record it is an export. Text is shown as \
        it is, everything else in hexadecimal.
        """,
      effect: .export,
      parameters: [CommandParameter("secret", .secret, .positional, required: true, help: "what to show")],
      returns: .none,
      examples: [
        Example(
          """
          let $key = create
          let $material = get $key
          reveal $material
          """, "a key's bytes"),
        Example(
          """
          let $password = secret env DB_PASSWORD
          reveal $password
          """, "a password"),
      ],
      isForPrompt: true
    ) { invocation in
      guard case .secret(let secret)? = invocation.arguments["secret"] else {
        throw CommandError(.missingParameter, "'secret' is missing", parameter: "secret")
      }
      try await console.reveal(secret.shown)
      return .none
    }
  }
}

extension Concealed {
  /// What a terminal can show of it.
  fileprivate var shown: String {
    let bytes = withBytes { Array($0) }
    let text = String(validating: bytes, as: UTF8.self)
    guard let text, text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control || $0 == "\n" }) else {
      return Unparser.hex(bytes)
    }
    return text
  }
}
