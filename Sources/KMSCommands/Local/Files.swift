import KMIP
import KMSInterpreter

extension Command {
  static func read(in folder: String) -> Command {
    Command(
      "read", "read a file's bytes",
      discussion: "Up to 64 MiB. What it gives is no secret: it prints, and stays in memory.",
      effect: .local,
      parameters: [CommandParameter("path", .path, .positional, required: true, help: "the file")],
      returns: .bytes,
      examples: [
        Example(
          """
          save "hello" to=note.txt
          let $bytes = read note.txt
          """, "a file in the working directory"),
        Example(
          """
          save "hello" to=note.txt
          print hex((hash (read note.txt)))
          """, "the hash of a file"),
      ], keepsValue: false
    ) { invocation in
      .bytes(try LocalFile(try invocation.arguments.path("path").orMissing("path"), in: folder).contents())
    }
  }

  static func save(in folder: String) -> Command {
    Command(
      "save", "write a value to a file (mode 0600)",
      discussion: """
        Text and bytes are written as they are, a secret's bytes too: that is on record as an export. An existing file \
        is kept unless replace=true.
        """,
      effect: .export,
      parameters: [
        CommandParameter(
          "value", .either([.secret, .bytes, .text]), .positional, required: true, redacted: true, help: "what to write"
        ),
        CommandParameter("to", .path, required: true, help: "the file"),
        CommandParameter("replace", .bool, help: "true overwrites a file that is there"),
      ],
      returns: .none,
      examples: [
        Example(
          """
          let $pair = create-pair algorithm=ec
          save (get $pair.public) to=public.pem
          """, "a public key"),
        Example(
          """
          let $key = create
          save (get $key) to=key.bin
          """, "a key's bytes: an export"),
      ]
    ) { invocation in
      let path = try invocation.arguments.path("to").orMissing("path")
      let bytes = try invocation.arguments.requiredData("value")
      try LocalFile(path, in: folder).write(bytes, replacing: invocation.arguments.bool("replace") ?? false)
      return .none
    }
  }
}
