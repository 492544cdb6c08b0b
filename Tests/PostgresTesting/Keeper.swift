import Foundation

/// A shell script that runs while somebody holds the other end of its input; not as root, which PostgreSQL refuses.
final class Keeper: Sendable {
  private let pid: pid_t
  private let input: Int32

  init(script: String, _ arguments: [String], isKept: Bool = false) throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw ServerFailure(log: "no pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let shell = ["/bin/sh", "-c", script, "sh"] + arguments
    let isRoot = getuid() == 0
    let command = isRoot ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] + shell : shell
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // A thread of a queue has its signals blocked, and the shell would wait for its child's end for ever.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words = command.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    let status = posix_spawn(&child, command[0], &actions, &attributes, &words, environ)
    close(ends[0])
    guard status == 0 else { throw ServerFailure(log: "\(command[0]): \(String(cString: strerror(status)))") }
    pid = child
    input = ends[1]
    if !isKept { close(input) }
  }

  var isSuccessful: Bool {
    var status: Int32 = 0
    return waitpid(pid, &status, 0) == pid && status == 0
  }

  func say(_ word: String) {
    _ = Array("\(word)\n".utf8).withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
    close(input)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
  }
}
