import ArgumentParser
import Glibc
import KMIPTransport
import KMSShell
import OAuth

struct LoginCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login", abstract: "Get a token for a profile from its OAuth provider.",
    discussion: """
      Opens the provider's page in a browser and waits for the answer on this machine; the page's address is printed \
      too. What the provider gives is kept in $XDG_STATE_HOME/kmsh/tokens (0600), and refreshed by itself as long as \
      the provider allows. [profiles.NAME.oauth] says where to log in: `kmsh help config`.

      EXAMPLES:
        kmsh login prod
        kmsh login prod --no-browser
        kmsh login robot --client-credentials
      """)

  @OptionGroup var options: ConnectionOptions
  @Flag(help: "The program itself logs in, with its client secret.") var clientCredentials = false
  @Flag(help: "Print the page's address and open nothing.") var noBrowser = false
  @ArgumentParser.Argument(help: ArgumentHelp("A profile of the configuration.", valueName: "profile"))
  var name: String?

  func run() throws {
    try reportLogin {
      let (workplace, profile) = try loginProfile(options, name)
      guard let login = profile.login else {
        throw ConfigurationError(
          "profile '\(profile.name)' has no [profiles.\(profile.name).oauth]", hint: "kmsh help config lists its keys")
      }
      let provider = try login.provider(of: profile.name, workplace.environment)
      let web = WebAccess(proxy: try profile.proxy.proxy(workplace.environment))
      let (isProgram, opensBrowser) = (clientCredentials || provider.grant == .clientCredentials, !noBrowser)
      let now: @Sendable () -> Int64 = { WallClock.microseconds / 1_000_000 }
      let tokens = try AsyncBridge.wait {
        isProgram
          ? try await ClientCredentials(provider, web: web, now: now).tokens()
          : try await AuthorizationCode(provider, web: web, now: now).tokens { page in
            StandardStreams.error("log in at:\n  \(page)\n")
            if opensBrowser { Browser.open(page) }
          }
      }
      let file = TokenFile(path: workplace.folders.tokens(of: profile.name))
      try file.write(tokens)
      StandardStreams.error("logged in; the token is in \(file.path)\n")
    }
  }
}

struct LogoutCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logout", abstract: "Remove what kmsh login has kept for a profile.",
    discussion: """
      EXAMPLES:
        kmsh logout prod
      """)

  @OptionGroup var options: ConnectionOptions
  @ArgumentParser.Argument(help: ArgumentHelp("A profile of the configuration.", valueName: "profile"))
  var name: String?

  func run() throws {
    try reportLogin {
      let (workplace, profile) = try loginProfile(options, name)
      let isRemoved = TokenFile(path: workplace.folders.tokens(of: profile.name)).remove()
      StandardStreams.error(isRemoved ? "logged out of \(profile.name)\n" : "nobody was logged in to \(profile.name)\n")
    }
  }
}

private func loginProfile(_ options: ConnectionOptions, _ name: String?) throws -> (Workplace, Profile) {
  let workplace = try Workplace()
  var options = options
  options.profile = name ?? options.profile
  return (workplace, try options.profile(workplace.environment, workplace.configuration))
}

private func reportLogin(_ body: () throws -> Void) throws {
  do { try body() } catch { throw Complaint(error).shown() }
}

enum Browser {
  /// Tries; whoever has none follows the address that was printed.
  static func open(_ page: String) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in 0...2 as ClosedRange<Int32> {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    var words: [UnsafeMutablePointer<CChar>?] = [strdup("xdg-open"), strdup(page), nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    _ = posix_spawnp(&child, "xdg-open", &actions, nil, &words, environ)
  }
}
