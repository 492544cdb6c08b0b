import Foundation

/// The server under fire, and how kmsh is told of it: directly, and through the proxy.
struct Target {
  let port: UInt16
  let options: Options
  /// The embedded KMS in another process, if that is it.
  let serving: Running?

  init(_ options: Options, in home: String) throws {
    self.options = options
    if let pykmip = options.pykmip {
      (port, serving) = (pykmip, nil)
      return
    }
    port = try freePort()
    serving = try Kmsh(program: options.kmsh, home: home).start(["serve", "--http", "127.0.0.1:\(port)"], as: "serve")
    try waitForPort(port)
  }

  func stop() { serving?.kill() }

  var direct: [String] { serving == nil ? ["--profile", "direct"] : ["--server", "http://127.0.0.1:\(port)"] }

  func through(_ proxy: FaultProxy) -> [String] {
    serving == nil ? ["--profile", "chaos"] : ["--server", "http://127.0.0.1:\(proxy.port)"]
  }

  /// The profiles that the arguments above name.
  func writeConfiguration(_ proxy: FaultProxy, home: String) throws {
    guard serving == nil else { return }
    let folder = home + "/.config/kmsh"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let text = [("direct", port), ("chaos", proxy.port)].map { name, port in
      """
      [profiles.\(name)]
      server = "kmips://127.0.0.1:\(port)"
      kind = "\(options.kind)"
      ca = "\(options.certificates)/ca.crt"
      certificate = "\(options.certificates)/client.crt"
      key = "\(options.certificates)/client.key"

      """
    }
    try text.joined(separator: "\n").write(toFile: folder + "/config.toml", atomically: true, encoding: .utf8)
  }
}
