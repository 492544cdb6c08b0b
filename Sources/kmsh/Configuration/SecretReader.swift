import Glibc
import KMIP
import LineEditor

/// Reads a bearer token from where the profile says, once.
struct Token {
  let source: TokenSource
  let environment: ProcessEnvironment

  func read() throws -> Secret? {
    switch source {
    case .none: nil
    case .variable(let name): try fromVariable(name)
    case .file(let path): try fromFile(path)
    case .prompt: Secret(try Terminal.readSecret(prompt: "token: "))
    }
  }

  private func fromVariable(_ name: String) throws -> Secret {
    guard let token = environment[name] else {
      throw ConfigurationError("the token's variable \(name) is not set", hint: "export \(name)=…")
    }
    return Secret(Array(token.utf8))
  }

  private func fromFile(_ path: String) throws -> Secret {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw ConfigurationError("the token file \(path) cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { close(file) }
    var status = stat()
    if fstat(file, &status) == 0, status.st_mode & 0o077 != 0 {
      throw ConfigurationError("the token file \(path) can be read by others", hint: "chmod 600 \(path)")
    }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(file, &bytes, bytes.count)
    let token = bytes.prefix(max(0, count)).filter { $0 > 0x20 }
    guard !token.isEmpty else { throw ConfigurationError("the token file \(path) is empty") }
    return Secret(token)
  }
}
