import Foundation
import Testing

/// The program as its user meets it: arguments in, output, errors and an exit status out.
@Suite struct ProgramTests {
  struct Row: Sendable {
    var arguments: [String]
    var status: Int32
    var output = ""
    var errors = ""
    var input = ""
    var environment: [String: String] = [:]
    var files: [String: String] = [:]
  }

  static let rows: [Row] = [
    Row(arguments: ["-c", "print 1"], status: 0, output: "1\n"),
    Row(arguments: [], status: 0, output: "2\n", input: "print (1 + 1)\n"),
    Row(arguments: ["a.kms"], status: 0, output: "\"hi\"\n", files: ["a.kms": "print \"hi\""]),
    Row(
      arguments: ["run", "a.kms", "--limit", "7"], status: 0, output: "8\n",
      files: ["a.kms": "param limit: int\nprint ($limit + 1)"]),
    Row(
      arguments: ["run", "a.kms", "--limit", "7", "--output", "table"], status: 0, output: "limit  7\n",
      files: ["a.kms": "param limit: int\n{limit: $limit}"]),
    Row(
      arguments: ["run", "a.kms", "--output", "7"], status: 0, output: "7\n",
      files: ["a.kms": "param output: int\nprint $output"]),
    Row(
      arguments: ["run", "a.kms"], status: 2, errors: "limit", files: ["a.kms": "param limit: int\nprint $limit"]),
    Row(arguments: ["run", "none.kms"], status: 2, errors: "error[K0702]: none.kms cannot be read: no such file"),
    Row(arguments: ["run"], status: 2, errors: "no script is named"),
    Row(arguments: ["finds"], status: 2, errors: "kmsh -c runs a statement, kmsh --help lists the subcommands"),
    Row(arguments: ["run", "--help"], status: 0, output: "USAGE: kmsh run"),
    Row(arguments: ["shell", "--help"], status: 0, output: "--server <url>"),
    Row(
      arguments: ["run", "a.kms", "--help"], status: 0, output: "at most; required",
      files: ["a.kms": "param limit: int \"at most\""]),
    Row(
      arguments: ["help", "a.kms"], status: 0, output: "at most; required",
      files: ["a.kms": "param limit: int \"at most\""]),
    Row(arguments: ["help"], status: 0, output: "SUBCOMMANDS:"),
    Row(arguments: ["help", "audit", "verify"], status: 0, output: "USAGE: kmsh audit verify"),
    Row(arguments: ["help", "create-pair"], status: 0, output: "create-pair: make a key pair in the KMS"),
    Row(arguments: ["help", "nothing"], status: 1, errors: "there is no help on 'nothing'"),
    Row(arguments: ["help", "none.kms"], status: 2, errors: "none.kms cannot be read: no such file"),
    Row(arguments: ["srve"], status: 2, errors: "did you mean 'kmsh serve'?"),
    Row(arguments: ["-c", "print 1", "--output", "tabel"], status: 2, errors: "did you mean 'table'?"),
    Row(arguments: ["-c", "creat"], status: 2, errors: "did you mean 'create'?"),
    Row(arguments: ["-c", "assert 1 == 2 \"no\""], status: 1, errors: "K0301"),
    Row(arguments: ["-c", "destroy nothing-here"], status: 1, errors: "K0401"),
    Row(
      arguments: ["-c", "hash \"x\" hash=sha224"], status: 1, errors: "hashing with SHA-224 is not supported",
      environment: ["OPENSSL_CONF": "bare.cnf"],
      files: ["bare.cnf": "openssl_conf = a\n[a]\nproviders = b\n[b]\nnull = c\n[c]\nactivate = 1\n"]),
    Row(arguments: ["check", "a.kms"], status: 0, files: ["a.kms": "create name=\"x\""]),
    Row(
      arguments: ["check", "a.kms"], status: 0, environment: ["XDG_STATE_HOME": "/dev/null/nowhere"],
      files: ["a.kms": "create name=\"x\""]),
    Row(arguments: ["check", "a.kms"], status: 2, errors: "a.kms:1:8", files: ["a.kms": "create nam=\"x\""]),
    Row(
      arguments: ["check", "a.kms"], status: 0, errors: "warning[K0220]: $x is never used",
      files: ["a.kms": "let $x = 1"]),
    Row(arguments: ["check", "--strict", "a.kms"], status: 1, errors: "K0220", files: ["a.kms": "let $x = 1"]),
    Row(arguments: ["check", "--strict", "a.kms"], status: 0, files: ["a.kms": "print 1"]),
    Row(arguments: ["fmt", "--check", "a.kms"], status: 0, files: ["a.kms": "print 1\n"]),
    Row(arguments: ["fmt", "-"], status: 0, output: "print 1\n", input: "print   1"),
    Row(arguments: ["resume", "0198"], status: 2, errors: "K0602"),
    Row(arguments: ["apply", "none.json"], status: 2, errors: "none.json"),
    Row(arguments: ["evidence", "verify", "none.zip"], status: 2, errors: "none.zip cannot be read"),
    Row(arguments: ["explain", "K0603"], status: 0, output: "K0603"),
    Row(arguments: ["explain", "K0413"], status: 0, output: "K0413"),
    Row(arguments: ["explain", "K9999"], status: 2, errors: "K9999"),
    Row(arguments: ["--server", "ftp://x", "-c", "ping"], status: 2, errors: "is no server address"),
    Row(arguments: ["--profile", "nix", "-c", "ping"], status: 2, errors: "there is no such file"),
    Row(
      arguments: ["-c", "ping"], status: 2, errors: "'profiles.a.server': \"ftp://x\" is no server address",
      files: [".config/kmsh/config.toml": "[profiles.a]\nserver = \"ftp://x\""]),
    Row(
      arguments: ["-c", "ping"], status: 2, errors: "did you mean 'profiles.a.token-file'?",
      files: [".config/kmsh/config.toml": "[profiles.a]\nserver = \"embedded\"\ntoken-fil = \"x\""]),
    Row(
      arguments: ["-c", "ping"], status: 2, errors: "a token does not stand in the configuration",
      files: [".config/kmsh/config.toml": "[profiles.a]\ntoken = \"x\""]),
    Row(
      arguments: ["-c", "print (ping).server"], status: 0, output: "kmsh embedded KMS",
      environment: ["KMSH_PROFILE": "here"],
      files: [".config/kmsh/config.toml": "[profiles.here]\nserver = \"embedded\""]),
    Row(arguments: ["-c", "ping"], status: 3, errors: "K0502", environment: ["KMS_URL": "http://127.0.0.1:1"]),
    Row(
      arguments: ["-c", "ping"], status: 3, errors: "would travel in clear",
      environment: ["KMS_URL": "http://localhost.example:1", "KMS_API_KEY": "x"]),
    Row(arguments: ["--server", "https://a:secret@c", "-c", "ping"], status: 2, errors: "error[K0701]"),
    Row(
      arguments: ["-c", "create"], status: 74, errors: "K0601", environment: ["XDG_STATE_HOME": "/dev/null/nowhere"]),
    Row(
      arguments: ["-c", "create"], status: 3, errors: "K0705", environment: ["XDG_DATA_HOME": "/dev/null/nowhere"]),
    Row(
      arguments: ["-c", "ping"], status: 2,
      errors: "'profiles.a.dialect.locate-cap' takes a number from 1, or 0 for no cap",
      files: [".config/kmsh/config.toml": "[profiles.a.dialect]\nlocate-cap = -1"]),
    Row(
      arguments: ["-c", "ping"], status: 2, errors: "did you mean 'profiles.a.dialect.batches'?",
      files: [".config/kmsh/config.toml": "[profiles.a.dialect]\nbatch = true"]),
    Row(
      arguments: ["-c", "ping"], status: 2, errors: "'profiles.a.dialect.version' takes a version such as 1.4, or none",
      files: [".config/kmsh/config.toml": "[profiles.a.dialect]\nversion = \"3.0\""]),
    Row(
      arguments: ["-c", "ping"], status: 2, errors: "'profiles.a.tls' takes ",
      files: [".config/kmsh/config.toml": "[profiles.a]\ntls = \"1.1\""]),
    Row(
      arguments: ["-c", "ping"], status: 2, errors: "is no address of a proxy",
      files: [".config/kmsh/config.toml": "[profiles.a]\nproxy = \"http://u:secret@p\""]),
    Row(
      arguments: ["-c", "ping"], status: 2, errors: "'profiles.a.proxy-except': \"a b\" is no server",
      files: [".config/kmsh/config.toml": "[profiles.a]\nproxy-except = [\"a b\"]"]),
    Row(
      arguments: ["-c", "ping"], status: 2, errors: "'profiles.a.connections' takes a number from 1 to 256",
      files: [".config/kmsh/config.toml": "[profiles.a]\nconnections = 0"]),
    Row(
      arguments: ["-c", "ping"], status: 2, errors: "a password does not stand in the configuration",
      files: [".config/kmsh/config.toml": "[profiles.a]\npassword = \"x\""]),
    Row(
      arguments: ["-c", "ping"], status: 2,
      errors: "use client-secret-file, client-secret-env or client-secret-command",
      files: [".config/kmsh/config.toml": "[profiles.a.oauth]\nclient-secret = \"x\""]),
    Row(
      arguments: ["-c", "ping"], status: 2, errors: "'profiles.a.oauth.redirect' takes http://localhost:PORT/PATH",
      files: [".config/kmsh/config.toml": "[profiles.a.oauth]\nredirect = \"https://evil.example/\""]),
    Row(
      arguments: ["-c", "ping"], status: 3, errors: "exclude each other",
      files: [
        ".config/kmsh/config.toml":
          "default = \"a\"\n[profiles.a]\nserver = \"https://h\"\npkcs12 = \"a\"\ncertificate = \"b\""
      ]),
    Row(
      arguments: ["-c", "ping"], status: 3, errors: "exclude each other",
      files: [
        ".config/kmsh/config.toml": "default = \"a\"\n[profiles.a]\nserver = \"https://h\"\nca = \"a\"\npin = \"b\""
      ]),
    Row(
      arguments: ["-c", "ping"], status: 3, errors: "is no fingerprint of a certificate",
      files: [".config/kmsh/config.toml": "default = \"a\"\n[profiles.a]\nserver = \"https://h\"\npin = \"sha256:1\""]),
    Row(
      arguments: ["-c", "ping"], status: 3, errors: "the command of the token failed with status 7",
      files: [
        ".config/kmsh/config.toml": "default = \"a\"\n[profiles.a]\nserver = \"https://h\"\ntoken-command = \"exit 7\""
      ]),
    Row(
      arguments: ["-c", "ping"], status: 3, errors: "the password would travel in clear",
      files: [
        ".config/kmsh/config.toml":
          "default = \"a\"\n[profiles.a]\nserver = \"http://h.example\"\nuser = \"a\"\npassword-env = \"HOME\""
      ]),
    Row(arguments: ["help", "config"], status: 0, output: "pkcs12-password-command"),
    Row(arguments: ["login"], status: 2, errors: "profile 'embedded' has no [profiles.embedded.oauth]"),
    Row(arguments: ["login", "--help"], status: 0, output: "kmsh login prod --no-browser"),
    Row(arguments: ["logout"], status: 0, errors: "nobody was logged in to embedded"),
    Row(arguments: ["server", "--kinds"], status: 0, output: "pykmip"),
    Row(arguments: ["server"], status: 0, output: "client-identifiers"),
    Row(
      arguments: ["server", "--output", "csv"], status: 0, output: "kind,kmsh embedded,server"),
    Row(arguments: ["audit", "verify"], status: 2, errors: "K0602"),
    Row(arguments: ["ttlv", "--help"], status: 0, output: "kmsh ttlv convert --to"),
    Row(
      arguments: ["ttlv", "show", "-"], status: 0,
      output: "0  CryptographicLength  42002A  Integer           4      256\n",
      input: "42 00 2A | 02 | 00 00 00 04 | 00 00 01 00 00 00 00 00"),
    Row(
      arguments: ["ttlv", "convert", "--to", "xml", "-"], status: 0,
      output: #"<CryptographicUsageMask type="Integer" value="Encrypt Decrypt"/>"#,
      input: #"{"tag":"CryptographicUsageMask","type":"Integer","value":12}"#),
    Row(
      arguments: ["ttlv", "convert", "--to", "cosmian", "a.xml"], status: 0,
      output: #"{"tag":"HashingAlgorithm","type":"Enumeration","value":"0x00000006"}"#,
      files: ["a.xml": "<HashingAlgorithm type='Enumeration' value='SHA_256'/>"]),
    Row(
      arguments: ["ttlv", "convert", "--to", "hex", "-"], status: 0, output: "42002a0200000004",
      input: "<KMIP><CryptographicLength type='Integer' value='1'/></KMIP>"),
    Row(arguments: ["ttlv", "convert", "--to", "json", "-"], status: 2, errors: "standard input holds no message"),
    Row(
      arguments: ["ttlv", "show", "-"], status: 2, errors: #"error[K0706]: standard input: unknown name "Colour""#,
      input: #"{"tag":"Colour"}"#),
    Row(
      arguments: ["ttlv", "show", "-"], status: 2, errors: "message ends early at byte 8: need 16 bytes, have 4",
      input: "4200780100000010 01020304"),
    Row(arguments: ["ttlv", "show", "none"], status: 2, errors: "none cannot be read: no such file"),
    Row(
      arguments: ["ttlv", "convert", "--to", "json", "-"], status: 2,
      errors: "message 1 holds what may be a secret: Password", input: "<Password type='TextString' value='hush'/>"),
    Row(
      arguments: ["ttlv", "convert", "--reveal", "--to", "json", "-"], status: 0, output: #""value":"hush"}"#,
      input: "<Password type='TextString' value='hush'/>"),
  ]

  @Test(arguments: rows)
  func programAnswers(row: Row) throws {
    let home = try Home()
    for (name, text) in row.files { try home.write(name, text) }
    let ended = try home.kmsh(row.arguments, input: row.input, environment: row.environment)
    #expect(ended.status == row.status, "\(ended.errors)")
    #expect(row.output.isEmpty || ended.output.contains(row.output), "\(ended.output)")
    #expect(row.errors.isEmpty || ended.errors.contains(row.errors), "\(ended.errors)")
    #expect(row.status == 0 || ended.output.isEmpty)
  }

  @Test func aMessageIsShownWithoutItsSecrets() throws {
    let home = try Home()
    let key = "<KeyBlock><KeyValue><KeyMaterial type='ByteString' value='00FF'/></KeyValue></KeyBlock>"
    let open = "<UniqueIdentifier type='TextString' value='$ID_0'/><ActivationDate type=\"DateTime\" value=\"$NOW\"/>"
    try home.write("a.xml", "<KMIP><SymmetricKey>\(key)</SymmetricKey><PublicKey>\(key)\(open)</PublicKey></KMIP>")
    let hidden = try home.kmsh(["ttlv", "show", "a.xml"])
    #expect(hidden.status == 0, "\(hidden.errors)")
    let lines = hidden.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[3] == "24        KeyMaterial  420043  ByteString        2      ‹2 bytes hidden›")
    #expect(lines[4].isEmpty)
    #expect(lines[5].hasPrefix("40  PublicKey"))
    #expect(lines[8].hasSuffix("00FF"))
    #expect(lines[9].hasSuffix("\"$ID_0\""))
    let revealed = try home.kmsh(["ttlv", "show", "--reveal", "a.xml"])
    #expect(revealed.output.split(separator: "\n")[3].hasSuffix("00FF"))
  }

  @Test func fmtNamesTheFilesThatDiffer() throws {
    let home = try Home()
    try home.write("a.kms", "print   1\n")
    try home.write("b.kms", "print 1\n")
    let ended = try home.kmsh(["fmt", "--check", "a.kms", "b.kms"])
    #expect(ended.status == 1)
    #expect(ended.output == "a.kms\n")
    #expect(try home.kmsh(["fmt", "a.kms"]).status == 0)
    #expect(try home.read("a.kms") == "print 1\n")
  }

  @Test func anEditorThatSaysNothingLeavesNothing() throws {
    let home = try Home()
    let ended = try home.kmsh(["lsp"])
    #expect(ended.status == 1)
    #expect(ended.output.isEmpty)
    #expect(Set(home.files.keys) == ["input", "output", "errors"])
  }

  @Test func whatItKeepsIsForItsUserAlone() throws {
    let home = try Home()
    #expect(try home.kmsh(["-c", "let $k = create\nlet $m = get $k\nprint fingerprint($m)"]).status == 0)
    for folder in [".local/state/kmsh", ".local/share/kmsh"] {
      let files = try FileManager.default.contentsOfDirectory(atPath: home.path + "/" + folder)
      #expect(files.count >= 2)
      for file in [""] + files {
        let attributes = try FileManager.default.attributesOfItem(atPath: home.path + "/" + folder + "/" + file)
        #expect(attributes[.posixPermissions] as? Int == (file.isEmpty ? 0o700 : 0o600), "\(file)")
      }
    }
  }
}
