public import Foundation
import Synchronization

/// A program of its own.
///
/// Foundation's `Process` crashes in `run()` now and then while other threads open files, as tests do.
public final class ChildProcess: Sendable {
  public let processIdentifier: pid_t
  private let status = Mutex<Int32?>(nil)

  /// - Parameters:
  ///   - command: The program's path and its arguments.
  ///   - input: Files; what is not named is `/dev/null`.
  public init(
    _ command: [String], in folder: String? = nil, environment: [String: String], input: String? = nil,
    output: String? = nil, errors: String? = nil
  ) throws {
    // The shell goes to the folder and becomes the program.
    let enter = ["/bin/sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", folder ?? "/"]
    let command = folder == nil ? command : enter + command
    guard let program = command.first else { throw POSIXError(.EINVAL) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, input ?? "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output ?? "/dev/null", writing, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors ?? "/dev/null", writing, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var identifier = pid_t()
    let words = CStrings(command)
    let variables = CStrings(environment.map { "\($0)=\($1)" })
    let error = posix_spawn(&identifier, program, &actions, &attributes, words.pointers, variables.pointers)
    guard error == 0 else { throw POSIXError(POSIXErrorCode(rawValue: error) ?? .EIO) }
    processIdentifier = identifier
  }

  /// Blocks until it has ended.
  public func waitUntilExit() { _ = rawStatus(0) }

  public var isRunning: Bool { rawStatus(WNOHANG) == nil }

  /// As a shell has it: 128 and the signal's number where one ended it.
  public var terminationStatus: Int32 {
    guard let status = rawStatus(0) else { return -1 }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  public func kill(_ signal: Int32 = 9) { Foundation.kill(processIdentifier, signal) }
  public func interrupt() { kill(SIGINT) }
  public func terminate() { kill(SIGTERM) }

  private func rawStatus(_ options: Int32) -> Int32? {
    status.withLock { known in
      if let known { return known }
      var found: Int32 = 0
      var ended = waitpid(processIdentifier, &found, options)
      while ended == -1, errno == EINTR { ended = waitpid(processIdentifier, &found, options) }
      guard ended != 0 else { return nil }
      known = ended == processIdentifier ? found : 0
      return known
    }
  }
}

/// Texts as C has them, ended by a null pointer.
private final class CStrings {
  let pointers: [UnsafeMutablePointer<CChar>?]
  init(_ texts: [String]) { pointers = texts.map { strdup($0) } + [nil] }
  deinit { for pointer in pointers { free(pointer) } }
}
