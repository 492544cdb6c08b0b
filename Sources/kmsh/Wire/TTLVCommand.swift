import ArgumentParser

/// Messages in files, outside of any session.
struct TTLVCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ttlv", abstract: "Show KMIP messages, and write them in another encoding.",
    discussion: """
      Reads binary messages, hexadecimal text (with or without spaces and |), JSON and XML, one message after another; \
      the test cases of OASIS as well, whose placeholders such as $NOW are filled in. `-` is standard input.

      EXAMPLES:
        kmsh ttlv show request.ttlv
        echo '42 00 20 | 02 | 00 00 00 04 | 00 00 00 08 00 00 00 00' | kmsh ttlv show -
        kmsh ttlv convert --to binary TC-1.xml > messages.ttlv
        kmsh ttlv convert --to cosmian request.xml | curl --data @- …
      """,
    subcommands: [TTLVShow.self, TTLVConvert.self])
}

struct ItemSource: ParsableArguments {
  @Option(help: "What the file is, if its first bytes do not tell: binary, hex, json or xml.") var from: ItemNotation?
  @Flag(help: "Show key material, passwords and data too.") var reveal = false
  @ArgumentParser.Argument(help: "A file, or - for standard input.") var file: String
}

struct TTLVShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print messages as trees of named items.",
    discussion: """
      A line an item: its offset in the binary encoding, name, tag, type, length and value. What may be a secret is \
      hidden; its length is not.

      EXAMPLES:
        kmsh ttlv show capture.bin
        kmsh ttlv show --reveal get-response.json
      """)

  @OptionGroup var source: ItemSource
  @Flag(help: "Print long values to their end.") var full = false

  func run() throws {
    try source.complaining {
      var lines = ItemLines(isRevealed: source.reveal, isFull: full, color: ItemLines.colorsOutput)
      try source.forEachItem { StandardStreams.output(lines.text($0)) }
    }
  }
}

struct TTLVConvert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Write messages in another encoding to standard output.",
    discussion: """
      cosmian is JSON as the Cosmian KMS reads it, with enumerations and masks as numbers. Several messages are \
      written one after another, hexadecimal text and JSON one a line, in XML as elements of a root KMIP.

      Messages that hold key material, passwords or data are written with --reveal alone.

      EXAMPLES:
        kmsh ttlv convert --to hex request.json
        kmsh ttlv convert --to xml --reveal capture.bin
      """)

  @Option(help: "binary, hex, json, xml or cosmian.") var to: ItemNotation
  @OptionGroup var source: ItemSource

  func run() throws {
    try source.complaining {
      let items = try source.items()
      if !source.reveal { try refuseSecrets(items) }
      if to == .binary { try refuseTerminal() }
      StandardStreams.bytes(to.bytes(items))
    }
  }
}
