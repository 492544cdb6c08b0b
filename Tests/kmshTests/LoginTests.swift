import Foundation
import IdentityProvider
import Spawning
import Testing

/// `kmsh login` as its user meets it, at a provider of the tests' own.
@Suite struct LoginTests {
  static let password = Canary("bundle")

  struct Secrets {
    let tokens = Canary("idp", Array("kanarie.idp~~~+/~~~pdi".utf8))
    let client = Canary("client")
    let password = Canary("password")
    let proxy = Canary("proxy")
    let printed = Canary("printed", Array("kanarie.printed~~~+/~~~detnirp".utf8))

    var all: [Canary] { [tokens, client, password, proxy, printed, LoginTests.password] }
  }

  private let secrets = Secrets()
  private let home: Home
  private let server: Home
  /// What holds a secret because it is kept there.
  private static let own: Set<String> = [
    "client", "password", "printed", ".local/state/kmsh/tokens/web.json", ".local/state/kmsh/tokens/robot.json",
  ]

  init() throws {
    home = try Home()
    server = try Home()
  }

  private static func fixture(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "KMIPTransportTests/Fixtures/\(name)").path(percentEncoded: false)
  }

  private func keep(_ secret: Canary, _ name: String) {
    let isMade = FileManager.default.createFile(
      atPath: home.path + "/" + name, contents: Data(secret.bytes + [0x0A]), attributes: [.posixPermissions: 0o600])
    #expect(isMade)
  }

  private func configure(_ idp: IdentityProvider, http: String, https: String) throws {
    keep(secrets.client, "client")
    keep(secrets.password, "password")
    keep(secrets.printed, "printed")
    let oauth = """
      authorize-url = "\(idp.address)/authorize"
      token-url = "\(idp.address)/token"
      client-id = "kmsh"
      client-secret-file = "../../client"
      redirect = "http://127.0.0.1:0/back"
      """
    try home.write(
      ".config/kmsh/config.toml",
      """
      default = "web"
      [profiles.web]
      server = "\(http)"
      [profiles.web.oauth]
      scopes = ["openid"]
      \(oauth)
      [profiles.robot]
      server = "\(http)"
      [profiles.robot.oauth]
      grant = "client-credentials"
      \(oauth)
      [profiles.bundle]
      server = "\(https)"
      encoding = "binary"
      ca = "\(Self.fixture("ca.crt"))"
      pkcs12 = "\(Self.fixture("canary.p12"))"
      pkcs12-password-env = "BUNDLE"
      user = "alice"
      password-file = "../../password"
      token-command = "cat \(home.path)/printed"
      [profiles.far]
      server = "https://kms.example"
      proxy = "http://127.0.0.1:1"
      proxy-user = "alice"
      proxy-password-env = "PROXY"
      """)
  }

  private func traces(in data: Data, except allowed: Set<Canary> = []) -> [String] {
    secrets.all.filter { !allowed.contains($0) }.flatMap { secret in
      secret.traces(in: data).map { "\(secret.name) as \($0)" }
    }
  }

  private func expectClean(_ home: Home) {
    for (name, data) in home.files where !Self.own.contains(name) { #expect(traces(in: data) == [], "\(name)") }
  }

  private func serve(_ arguments: [String], as name: String) throws -> (process: ChildProcess, address: String) {
    let process = try server.start(["serve"] + arguments, as: name)
    return (process, try server.address(of: process, as: name))
  }

  /// The page that a login has printed.
  private func page(of login: ChildProcess) throws -> String {
    func text() throws -> String { try home.read("login.errors") }
    while login.isRunning, try !text().contains("\n  http") || !text().hasSuffix("\n") { sched_yield() }
    return try text().split(separator: "\n").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
  }

  private func logIn(_ idp: IdentityProvider) throws -> Home.Ended {
    let login = try home.start(["login", "web", "--no-browser"], as: "login.")
    let page = try page(of: login)
    let command = FileManager.default.contents(atPath: "/proc/\(login.processIdentifier)/cmdline") ?? Data()
    #expect(!command.isEmpty)
    #expect(traces(in: command) == [])
    #expect(traces(in: Data(page.utf8)) == [])
    _ = try idp.browse(page)
    return try home.wait(for: login, as: "login.")
  }

  @Test func noSecretOfAConnectionIsLeftAnywhere() async throws {
    var rules = IdentityProvider.Rules()
    rules.clientSecret = secrets.client.text
    rules.mark = secrets.tokens.text
    // Each use refreshes the token.
    rules.life = 0
    try await IdentityProvider.run(rules) { idp in
      let plain = try serve(["--http", "127.0.0.1:0"], as: "plain.")
      defer { plain.process.kill() }
      let secure = try serve(
        [
          "--http", "127.0.0.1:0", "--https", "--cert", Self.fixture("server.crt"), "--key",
          Self.fixture("server.key"), "--client-ca", Self.fixture("ca.crt"),
        ], as: "secure.")
      defer { secure.process.kill() }
      try configure(idp, http: plain.address, https: secure.address)

      let before = try home.kmsh(["-c", "ping"], as: "before.")
      #expect(before.status == 3)
      #expect(before.errors.contains("nobody has logged in to \(idp.address)/token"), "\(before.errors)")
      #expect(before.errors.contains("kmsh login web"))

      let login = try logIn(idp)
      #expect(login.status == 0, "\(login.errors)")
      #expect(home.files[".local/state/kmsh/tokens/web.json"].map { !secrets.tokens.traces(in: $0).isEmpty } == true)
      for profile in ["web", "robot"] {
        let used = try home.kmsh(["--profile", profile, "-c", "let $k = create\nprofile\nserver"], as: profile + ".")
        #expect(used.status == 0, "\(used.errors)")
      }
      #expect(idp.grants.first == "authorization_code")
      #expect(Set(idp.grants) == ["authorization_code", "refresh_token", "client_credentials"])

      let bundle = try home.kmsh(
        ["--profile", "bundle", "-c", "let $k = create\nprofile"], environment: ["BUNDLE": Self.password.text],
        as: "bundle.")
      #expect(bundle.status == 0, "\(bundle.errors)")
      let wrong = try home.kmsh(
        ["--profile", "bundle", "-c", "ping"], environment: ["BUNDLE": secrets.proxy.text], as: "wrong.")
      #expect(wrong.status == 3)
      #expect(wrong.errors.contains("canary.p12 cannot be opened"), "\(wrong.errors)")
      let proxied = try home.kmsh(
        ["--profile", "far", "-c", "ping"], environment: ["PROXY": secrets.proxy.text], as: "proxied.")
      #expect(proxied.status == 3)
      #expect(proxied.errors.contains("the proxy http://127.0.0.1:1"), "\(proxied.errors)")

      idp.change { $0.refusal = "access_denied" }
      let refused = try logIn(idp)
      #expect(refused.status == 3)
      #expect(refused.errors.contains("the login was refused: access_denied: not today"), "\(refused.errors)")

      for subcommand in [["export"], ["sessions", "--output", "jsonl"]] {
        #expect(try home.kmsh(["audit"] + subcommand, as: "audit-\(subcommand[0]).").status == 0)
      }
      expectClean(home)
      expectClean(server)
      try home.write("leak", secrets.tokens.text)
      #expect(home.files["leak"].map { traces(in: $0) }?.isEmpty == false)

      #expect(try home.kmsh(["logout", "web"], as: "logout.").status == 0)
      #expect(home.files[".local/state/kmsh/tokens/web.json"] == nil)
      #expect(try home.kmsh(["-c", "ping"], as: "after.").errors.contains("nobody has logged in"))
    }
  }
}
