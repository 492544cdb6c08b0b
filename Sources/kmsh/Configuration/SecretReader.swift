import Glibc
import KMIP
import LineEditor

/// Reads a secret from where the profile says; never from the command line or the configuration.
struct SecretReader {
  let source: SecretSource
  /// What it is, in messages and in the question: `token`, `password of alice`.
  let what: String
  let environment: ProcessEnvironment
  /// False if spaces at the ends belong to it.
  var isWord = true

  static func token(_ source: SecretSource, _ environment: ProcessEnvironment) -> SecretReader {
    SecretReader(source: source, what: "token", environment: environment)
  }

  static func password(_ source: SecretSource, of owner: String, _ environment: ProcessEnvironment) -> SecretReader {
    SecretReader(source: source, what: "password of \(owner)", environment: environment, isWord: false)
  }

  func read() throws -> Secret? {
    switch source {
    case .none: nil
    case .variable(let name): try fromVariable(name)
    case .file(let path): try fromFile(path)
    case .command(let command): try fromCommand(command)
    case .prompt: try fromTerminal()
    }
  }

  private func fromVariable(_ name: String) throws -> Secret {
    guard let text = environment[name] else {
      throw ConfigurationError("the variable \(name) of the \(what) is not set", hint: "export \(name)=…")
    }
    return Secret(Array(text.utf8))
  }

  private func fromFile(_ path: String) throws -> Secret {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw ConfigurationError("the file \(path) of the \(what) cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { close(file) }
    var status = stat()
    if fstat(file, &status) == 0, status.st_mode & 0o077 != 0 {
      throw ConfigurationError("the file \(path) of the \(what) can be read by others", hint: "chmod 600 \(path)")
    }
    guard let secret = secret(Descriptors.contents(of: file)) else {
      throw ConfigurationError("the file \(path) of the \(what) is empty")
    }
    return secret
  }

  private func fromCommand(_ command: String) throws -> Secret {
    guard let (output, status) = ShellOutput.run(command) else {
      throw ConfigurationError("the command of the \(what) cannot be run: \(String(cString: strerror(errno)))")
    }
    guard status == 0 else {
      throw ConfigurationError("the command of the \(what) failed with status \(status)", hint: "it is: \(command)")
    }
    guard let secret = secret(output) else {
      throw ConfigurationError("the command of the \(what) printed nothing", hint: "it is: \(command)")
    }
    return secret
  }

  private func fromTerminal() throws -> Secret {
    var answer = try Terminal.readSecret(prompt: "\(what): ")
    defer { for index in answer.indices { answer[index] = 0 } }
    return Secret(answer)
  }

  private func secret(_ bytes: [UInt8]) -> Secret? {
    var kept = isWord ? bytes.filter { $0 > 0x20 }[...] : bytes[...]
    while !isWord, let last = kept.last, last == 0x0A || last == 0x0D { kept.removeLast() }
    return kept.isEmpty ? nil : Secret(kept)
  }
}

enum Descriptors {
  /// At most 64 KiB.
  static func contents(of file: Int32) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        read(file, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      filled += count
    }
    return Array(bytes.prefix(filled))
  }
}

/// What a command of the shell prints to standard output.
enum ShellOutput {
  static func run(_ command: String) -> (output: [UInt8], status: Int32)? {
    var ends: (read: Int32, write: Int32) = (-1, -1)
    let isOpen = withUnsafeMutablePointer(to: &ends) {
      $0.withMemoryRebound(to: Int32.self, capacity: 2) { pipe($0) == 0 }
    }
    guard isOpen else { return nil }
    for end in [ends.read, ends.write] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends.read) }
    let child = spawn(["/bin/sh", "-c", command], output: ends.write)
    close(ends.write)
    guard let child else { return nil }
    let output = Descriptors.contents(of: ends.read)
    return (output, wait(for: child))
  }

  private static func spawn(_ words: [String], output: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var child = pid_t()
    return posix_spawn(&child, words[0], &actions, nil, &pointers, environ) == 0 ? child : nil
  }

  private static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1 { guard errno == EINTR else { return -1 } }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}
