import Foundation
import Spawning
import Testing

/// Secrets that go in by every way there is, and are then looked for in all that kmsh writes and shows.
@Suite struct CanaryTests {
  /// Each put down in another place of a file, by another encoder than the search has.
  private static let leaks: [(String, @Sendable (String) -> Data)] = [
    ("raw", { Data("x\($0)y".utf8) }),
    ("hex", { Data("x\($0.utf8.map { String(format: "%02x", $0) }.joined())y".utf8) }),
    ("HEX", { Data("x\($0.utf8.map { String(format: "%02X", $0) }.joined())y".utf8) }),
    ("UTF-16 LE", { "x\($0)y".data(using: .utf16LittleEndian) ?? Data() }),
    ("UTF-16 BE", { "x\($0)y".data(using: .utf16BigEndian) ?? Data() }),
    ("percent", { Data(($0.addingPercentEncoding(withAllowedCharacters: unreserved) ?? "").utf8) }),
    ("percent of all", { Data($0.utf8.map { String(format: "%%%02x", $0) }.joined().utf8) }),
    ("PERCENT of all", { Data($0.utf8.map { String(format: "%%%02X", $0) }.joined().utf8) }),
  ]

  private static let unreserved = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~"))

  @Test func theSearchFindsEveryEncoding() {
    let canary = Canary("control")
    for (encoding, leak) in Self.leaks {
      #expect(canary.traces(in: Data("noise ".utf8) + leak(canary.text)).contains(encoding), "\(encoding)")
    }
    for length in 0..<6 {
      let around = String(repeating: "a", count: length)
      let base64 = Data((around + canary.text + around).utf8).base64EncodedString()
      #expect(canary.traces(in: Data(base64.utf8)).contains("base64 +\(length % 3)"))
      let urlSafe = base64.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
      #expect(urlSafe != base64)
      #expect(canary.traces(in: Data(urlSafe.utf8)).contains("base64url +\(length % 3)"))
    }
    #expect(canary.traces(in: Data(Canary("contral").text.utf8)).isEmpty)
    #expect(canary.traces(in: Data()).isEmpty)
  }

  private struct Secrets {
    let prompt = Canary("prompt")
    let variable = Canary("variable")
    let file = Canary("file")
    let plaintext = Canary("plaintext")
    let material = Canary("material", (0..<32).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 200) })
    let literal = Canary("literal")
    /// Of the letters that a bearer token may have.
    let token = Canary("token", Array("kanarie.token~~~+/~~~+/~~~nekot".utf8))
    let wrongToken = Canary("wrong", Array("kanarie.wrong~~~+/~~~+/~~~gnorw".utf8))

    var all: [Canary] { [prompt, variable, file, plaintext, material, literal, token, wrongToken] }
  }

  private let secrets = Secrets()
  private let server: Home
  private let home: Home
  /// What holds a secret because the user wants it to.
  private static let own: Set<String> = [
    "word", "plain", "key", "token", "wrong", "literal.input", "saved", "exported", "decrypted",
  ]

  init() throws {
    server = try Home()
    home = try Home()
    for (name, secret) in [
      ("word", secrets.file), ("plain", secrets.plaintext), ("key", secrets.material), ("wrong", secrets.wrongToken),
    ] { try Self.keep(secret, name, in: home) }
    for home in [server, home] { try Self.keep(secrets.token, "token", in: home) }
    try home.write("runbook.kms", Self.runbook)
  }

  private static func keep(_ secret: Canary, _ name: String, in home: Home) throws {
    let isMade = FileManager.default.createFile(
      atPath: home.path + "/" + name, contents: Data(secret.bytes), attributes: [.posixPermissions: 0o600])
    #expect(isMade)
  }

  /// Takes each secret, hands it on, gets it back, and goes wrong with it.
  private static let runbook = """
    kms 1
    def passed(s: secret) { return $s }
    step "in" {
      let $word = secret file word
      let $variable = secret env CANARY
      let $data = register type=secret-data data=$word name="word"
      let $other = register type=secret-data data=$variable name="variable"
      let $key = register type=symmetric-key algorithm=aes data=(secret file key) name="key"
    }
    step "out" {
      let $back = get $data
      let $copy = export $key
      let $cipher = create
      let $letter = encrypt $cipher data=$word
      let $opened = decrypt $cipher $letter
      assert same($opened, passed($word)) "not the same"
      save $back to=saved
      save $copy.material to=exported
      print fingerprint($opened)
      let $table = for $item in [$data, $other] { yield fingerprint((get $item)) }
      report $table
    }
    step "wrong" {
      try { register type=private-key algorithm=rsa data=$word } else $error { print $error }
      try { decrypt $cipher data=$letter.data iv=$letter.iv tag=hex"00000000000000000000000000000000" } else $error {
        print $error.message
      }
      check same($word, $variable) "another word"
    }
    """

  private func traces(in data: Data, except allowed: Set<Canary> = []) -> [String] {
    secrets.all.filter { !allowed.contains($0) }.flatMap { secret in
      secret.traces(in: data).map { "\(secret.name) as \($0)" }
    }
  }

  private func expectClean(_ home: Home) {
    for (name, data) in home.files where !Self.own.contains(name) { #expect(traces(in: data) == [], "\(name)") }
  }

  private func expectClean(process: pid_t, givenInTheEnvironment: Set<Canary>) {
    let folder = "/proc/\(process)/"
    var command = Data()
    // The kernel lets a parent go on a moment before the child's arguments can be read.
    while command.isEmpty, kill(process, 0) == 0 {
      command = FileManager.default.contents(atPath: folder + "cmdline") ?? Data()
    }
    let environment = FileManager.default.contents(atPath: folder + "environ") ?? Data()
    #expect(!command.isEmpty)
    #expect(traces(in: command) == [])
    #expect(traces(in: environment, except: givenInTheEnvironment) == [])
    #expect(givenInTheEnvironment.allSatisfy { $0.traces(in: environment).contains("raw") })
  }

  @Test func noSecretIsLeftAnywhere() throws {
    let serving = try server.start(["serve", "--http", "127.0.0.1:0", "--token-file", "token"])
    defer { kill(serving.processIdentifier, SIGKILL) }
    let address = try server.address(of: serving)
    expectClean(process: serving.processIdentifier, givenInTheEnvironment: [])

    try typeAtThePrompt(address)
    try planApproveAndApply(address)
    try takeLiterals(address)
    let refused = try home.kmsh(["--server", address, "--token-file", "wrong", "-c", "create"], as: "refused.")
    #expect(refused.status == 3)
    for subcommand in [["export"], ["sessions", "--output", "jsonl"]] {
      #expect(try home.kmsh(["audit"] + subcommand, as: "audit-\(subcommand[0]).").status == 0)
    }
    expectClean(home)
    expectClean(server)

    try Data(Data(secrets.prompt.bytes).base64EncodedString().utf8).write(
      to: URL(filePath: home.path + "/.local/state/kmsh/leak"))
    let leaks = home.files.filter { !Self.own.contains($0.key) && !traces(in: $0.value).isEmpty }
    #expect(Array(leaks.keys) == [".local/state/kmsh/leak"])
    for name in ["word", "saved"] { #expect(home.files[name].map { secrets.file.traces(in: $0) } == ["raw"]) }
    #expect(home.files["exported"] == Data(secrets.material.bytes))
    #expect(home.files["decrypted"] == Data(secrets.plaintext.bytes))
  }

  private func typeAtThePrompt(_ address: String) throws {
    let terminal = try PseudoTerminal(
      home, ["--server", address],
      environment: ["KMS_API_KEY": secrets.token.text, "CANARY": secrets.variable.text])
    let prompt = "[0m> "
    try terminal.expect(prompt)
    terminal.type("let $word = secret prompt \"the word?\"")
    try terminal.expect("the word? ")
    terminal.type(secrets.prompt.text)
    try terminal.expect(prompt)
    for line in [
      "let $variable = secret env CANARY", "let $file = secret file \(home.path)/word",
      "let $made = register type=secret-data data=$word name=\"typed\"", "let $back = get $made",
      "print {size: size($back), fp: fingerprint($back), same: same($back, $word)}", "print $back",
      "print \"{$word}\"", "assert same($file, $variable) \"differ\"", "register type=symmetric-key data=$word",
      "let $cipher = create", "encrypt $cipher file=\(home.path)/plain to=\(home.path)/sealed",
      "decrypt $cipher file=\(home.path)/sealed to=\(home.path)/decrypted", "vars",
      "history", "session", "audit", "show $made", "save-session \(home.path)/today.kms",
    ] {
      terminal.type(line)
      try terminal.expect(prompt)
    }
    expectClean(process: terminal.process, givenInTheEnvironment: [secrets.token, secrets.variable])
    let limits = try String(contentsOfFile: "/proc/\(terminal.process)/limits", encoding: .utf8)
    let core = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") } ?? ""
    // Linux hands no dump to a program at a limit of one byte (core(5)).
    #expect(core.split(separator: " ").dropFirst(4).prefix(2) == ["1", "1"], "\(core)")
    // While the log is open, its newest records are in a file of their own.
    expectClean(home)
    terminal.type("quit")
    #expect(terminal.wait() == 0)
    #expect(traces(in: Data(terminal.screen)) == [])
    let session = try home.read("today.kms")
    #expect(session.contains("secret prompt"))
    #expect(try home.read(".local/state/kmsh/history").contains("secret env CANARY"))
  }

  private func planApproveAndApply(_ address: String) throws {
    try home.write(
      ".config/kmsh/config.toml",
      """
      [profiles.far]
      server = "\(address)"
      token-file = "\(home.path)/token"
      [profiles.env]
      server = "\(address)"
      token-env = "TOKEN"
      """)
    // Only in the rehearsal does the runbook's check hold.
    let planned = try home.kmsh(
      ["plan", "--profile", "far", "-o", "plan.json", "runbook.kms"], environment: ["CANARY": secrets.file.text],
      as: "plan.")
    #expect(planned.status == 0, "\(planned.errors)")
    #expect(try home.kmsh(["approve", "--yes", "plan.json"], as: "approve.").status == 0)
    let applied = try home.kmsh(
      [
        "apply", "--report-html", "r.html", "--report-json", "r.json", "--report-junit", "r.xml", "--report-tap",
        "r.tap", "plan.json",
      ], environment: ["CANARY": secrets.variable.text], as: "apply."
    ) { expectClean(process: $0.processIdentifier, givenInTheEnvironment: [secrets.variable]) }
    #expect(applied.status == 1, "\(applied.errors)")
    #expect(applied.errors.contains("another word"))
    let session = applied.errors.split(separator: "\n").last?.split(separator: " ").last.map(String.init) ?? ""
    let packed = try home.kmsh(["evidence", session, "-o", "bundle.zip"], as: "evidence.")
    #expect(packed.status == 0, "\(packed.errors)")
    #expect(home.files["bundle.zip"]?.range(of: Data("plan.json".utf8)) != nil)
  }

  /// Written into a script that comes through standard input, so that the process has it and no file.
  private func takeLiterals(_ address: String) throws {
    let literal = secrets.literal.text
    let hex = secrets.literal.bytes.map { String(format: "%02x", $0) }.joined()
    let ended = try home.kmsh(
      ["--profile", "env"],
      input: """
        let $made = register type=secret-data data="\(literal)" name="literal"
        let $key = create
        let $sealed = encrypt $key data=hex"\(hex)"
        print fingerprint((decrypt $key $sealed))
        destroy nothing-here
        """, environment: ["TOKEN": secrets.token.text], as: "literal.")
    #expect(ended.status == 1, "\(ended.errors)")
  }
}
