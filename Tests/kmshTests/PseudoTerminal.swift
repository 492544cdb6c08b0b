import Foundation
import Glibc

/// kmsh at a terminal of its own, for a test that types and reads the screen.
final class PseudoTerminal {
  struct Silence: Error, CustomStringConvertible { let description: String }

  private(set) var process: pid_t = 0
  private(set) var screen: [UInt8] = []
  private let master: Int32
  private var place = 0

  init(_ home: Home, _ arguments: [String], environment: [String: String] = [:]) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (lock, number) = (Int32(0), UInt32(0))
    guard ioctl(master, Self.unlock, &lock) == 0, ioctl(master, Self.slaveNumber, &number) == 0 else {
      throw Silence(description: "there is no pseudo-terminal")
    }
    try spawn(home, arguments, on: "/dev/pts/\(number)", environment)
  }

  // TIOCSPTLCK, TIOCGPTN and POSIX_SPAWN_SETSID, which the Glibc module does not have.
  private static let unlock: UInt = 0x4004_5431
  private static let slaveNumber: UInt = 0x8004_5430
  private static let inNewSession: Int16 = 0x80

  deinit {
    if process > 0 { kill(process, SIGKILL) }
    close(master)
  }

  /// In a session of its own, so that the terminal it opens first is the one that controls it. Paths are given whole:
  /// it runs where the tests do.
  private func spawn(
    _ home: Home, _ arguments: [String], on terminal: String, _ environment: [String: String]
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.inNewSession)
    let variables = home.environment.merging(["TERM": "xterm"]) { $1 }.merging(environment) { $1 }
    let path = Home.binary.path
    let words = ([path] + arguments).map { strdup($0) }
    let pairs = variables.map { strdup("\($0.key)=\($0.value)") }
    defer { (words + pairs).forEach { free($0) } }
    let failure = posix_spawn(&process, path, &actions, &attributes, words + [nil], pairs + [nil])
    guard failure == 0 else { throw Silence(description: String(cString: strerror(failure))) }
  }

  /// Waits until `text` is on the screen, behind what was waited for before.
  func expect(_ text: String) throws {
    let wanted = Data(text.utf8)
    while true {
      let found = Data(screen[place...]).range(of: wanted)
      if let found { return place += found.upperBound }
      guard readMore() else {
        throw Silence(description: "no '\(text)' in: \(String(decoding: screen[place...], as: UTF8.self))")
      }
    }
  }

  func type(_ line: String) {
    let bytes = Array((line + "\r").utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Reads to the end, and gives the exit status.
  func wait() -> Int32 {
    while readMore() {}
    var status: Int32 = 0
    waitpid(process, &status, 0)
    process = 0
    return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
  }

  private func readMore() -> Bool {
    var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, 60_000) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &bytes, bytes.count)
    guard count > 0 else { return false }
    screen += bytes[..<count]
    return true
  }
}
