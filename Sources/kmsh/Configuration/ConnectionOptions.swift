import ArgumentParser

/// Where to connect, and how results are printed: the options that every way to run statements has.
struct ConnectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("https://…, kmips://host:5696 or embedded.", valueName: "url"))
  var server: String?

  @Option(help: ArgumentHelp("A profile of the configuration.", valueName: "name"))
  var profile: String?

  @Option(help: ArgumentHelp("Authorities to trust, in place of the system's (PEM).", valueName: "file"))
  var ca: String?

  @Option(help: ArgumentHelp("Client certificate (PEM).", valueName: "file"))
  var certificate: String?

  @Option(help: ArgumentHelp("Key of the client certificate (PEM).", valueName: "file"))
  var key: String?

  @Option(help: ArgumentHelp("File with the bearer token or API key.", valueName: "file"))
  var tokenFile: String?

  @Option(help: "table, json, jsonl, csv or id; table at a terminal, jsonl elsewhere.")
  var output: String?

  static let names: Set<String> = ["server", "profile", "ca", "certificate", "key", "token-file", "output"]

  /// These, and those of `others` where these say nothing.
  func completed(by others: ConnectionOptions) -> ConnectionOptions {
    var result = self
    result.server = server ?? others.server
    result.profile = profile ?? others.profile
    result.ca = ca ?? others.ca
    result.certificate = certificate ?? others.certificate
    result.key = key ?? others.key
    result.tokenFile = tokenFile ?? others.tokenFile
    result.output = output ?? others.output
    return result
  }

  /// The profile that the command line, the environment and the configuration come to, in this order.
  func profile(_ environment: ProcessEnvironment, _ configuration: Configuration) throws -> Profile {
    var result = try named(environment, configuration)
    let isNamed = profile != nil || environment["KMSH_PROFILE"] != nil
    if let url = server ?? (isNamed ? nil : environment["KMS_URL"]) {
      result.server = try ServerAddress(url)
      if profile == nil { result.name = url }
    }
    // Profiles say themselves where their token is; the variable is for a server that is named by its address.
    if environment["KMS_API_KEY"] != nil, result.name == result.server.text { result.token = .variable("KMS_API_KEY") }
    if let tokenFile { (result.token, result.login) = (.file(tokenFile), nil) }
    if let ca { (result.authority, result.pin) = (ca, nil) }
    if let certificate { (result.certificate, result.bundle) = (certificate, nil) }
    result.key = key ?? result.key
    return result
  }

  private func named(_ environment: ProcessEnvironment, _ configuration: Configuration) throws -> Profile {
    // A server that is named outright does not inherit the token of a profile that was chosen for another.
    let usual = environment["KMSH_PROFILE"] ?? (environment["KMS_URL"] == nil ? configuration.defaultProfile : nil)
    guard let name = profile ?? (server == nil ? usual : nil), name != Profile.embedded.name else {
      return .embedded
    }
    guard let found = configuration.profiles[name] else {
      let known = configuration.profiles.keys.sorted()
      throw ConfigurationError(
        "no profile '\(name)' in \(configuration.path)",
        hint: !configuration.isPresent
          ? "there is no such file"
          : known.isEmpty ? "the file has no profiles" : "it has: \(known.joined(separator: ", "))")
    }
    return found
  }
}
