import KMSInterpreter
import KMSShell
import KMSSyntax
import Testing

@Suite struct HelpTests {
  private let help = HelpText(commands: FakeShell().commands, width: 60)

  @Test func theOverviewGroupsCommandsByEffect() {
    #expect(
      help.overview.hasPrefix(
        """
        read  changes nothing
          find  list objects

        write  changes the KMS
          create  make a key in the KMS

        destructive  cannot be undone
          destroy  destroy keys

        use  uses a key
          sign      sign data with a key
          hide      hide a text
          tabulate  show columns

        local  stays on this machine
          read          read a file

        """))
    #expect(help.overview.contains("let if for step"))
    #expect(help.overview.contains("fingerprint"))
    for line in help.overview.split(separator: "\n") { #expect(Display.width(String(line)) <= 60) }
  }

  @Test func aCommandHasAPage() {
    #expect(
      help.text(on: "create") == """
        create: make a key in the KMS

          create [algorithm=ALGORITHM] [length=INT]
              [activate=BOOL] [usage=LIST-OF-USAGE]

        The key is active at once.

        parameters
          algorithm: algorithm  aes if left out. One of: aes, rsa,
                                ec
          length: int           bits
          activate: bool        false leaves it pre-active. One of:
                                true, false
          usage: list of usage  what it is for. One of: encrypt,
                                decrypt, sign

          effect   write: changes the KMS
          KMIP     Create
          returns  object

        examples
          # a key
          create algorithm=aes
          # a key with a name
          let $k = create

        """)
  }

  @Test func aliasesAndRequiredParametersAreTold() throws {
    let page = try #require(help.text(on: "signature"))
    #expect(page.contains("sign KEY [hash=HASH-ALGORITHM] data=BYTES [file=PATH]"))
    #expect(page.contains("key: id               required; the private key"))
    #expect(page.contains("also     signature"))
  }

  @Test func wordsAndFunctionsHaveHelp() throws {
    #expect(try #require(help.text(on: "where")).contains("LIST | where CONDITION"))
    #expect(try #require(help.text(on: "fingerprint")).contains("fingerprint(value)"))
    let skip = try #require(help.text(on: "skip"))
    #expect(skip.contains("skip \"why\"") && skip.contains("skip N"))
  }

  @Test func theUnknownIsCompared() {
    #expect(help.text(on: "creat") == nil)
    #expect(help.suggestion(for: "creat") == "create")
    #expect(help.suggestion(for: "fingerprnt") == "fingerprint")
  }

  @Test(arguments: [
    "let", "if", "for", "step", "assert", "check", "fail", "confirm", "try", "def", "use", "yield", "return", "skip",
    "param", "kms",
    "where", "sort", "take", "select", "group", "count", "distinct", "first", "last", "and", "in", "matches", "else",
    "fails",
  ])
  func exampleOfEachWordParses(word: String) throws {
    let page = try #require(help.text(on: word))
    let example = try #require(page.split(separator: "example\n").last)
    for line in example.split(separator: "\n\n")[0].split(separator: "\n") {
      #expect(throws: Never.self) { try Parser.parseFile(Source(name: "example", text: String(line))).get() }
    }
  }

  @Test func aScriptTellsItsParameters() throws {
    let text = """
      #!/usr/bin/env -S kmsh run
      # Rotates old keys.
      # By age.
      param max_age: duration = 90d "older than this"
      param ticket: text "change ticket"

      """
    let shell = FakeShell()
    let script = try Parser.parseFile(Source(name: "rotate.kms", text: text)).get()
    let program = try #require(Checker(commands: shell.commands, host: FakeHost(shell.state)).check(script).program)
    #expect(
      CommandLineHelp.script(program, width: 80) == """
        Rotates old keys.
        By age.

        usage: kmsh run rotate.kms [--max-age DURATION] --ticket TEXT

        parameters
          --max-age: duration  older than this; 90d if left out
          --ticket: text       change ticket; required

        """)
  }
}
