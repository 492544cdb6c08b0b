import Crypto
import Glibc
import Synchronization

/// The key of `fingerprint($secret)`, made at first use; it stays on this machine.
final class FingerprintKey: Sendable {
  private let path: String
  private let known = Mutex<[UInt8]?>(nil)

  init(path: String) { self.path = path }

  /// HMAC-SHA-256, the first 16 hexadecimal digits.
  func fingerprint(_ bytes: UnsafeRawBufferPointer) -> String {
    var hash = HMAC<SHA256>(key: SymmetricKey(data: key))
    bytes.withMemoryRebound(to: UInt8.self) { hash.update(data: $0) }
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: hash.finalize().prefix(8).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  // Read once: where the file cannot be made, the fingerprints of one process are still alike.
  private var key: [UInt8] {
    known.withLock { known in
      let key = known ?? load() ?? make()
      known = key
      return key
    }
  }

  private func load() -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 32)
    return read(file, &bytes, 32) == 32 ? bytes : nil
  }

  // The file is there whole or not at all; who comes second takes the key of who came first.
  private func make() -> [UInt8] {
    makeFolder()
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let draft = "\(path).\(getpid())"
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return load() ?? bytes }
    defer { unlink(draft) }
    let isWritten = write(file, bytes, bytes.count) == bytes.count
    close(file)
    return isWritten && link(draft, path) == 0 ? bytes : load() ?? bytes
  }

  private func makeFolder() {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for count in parts.indices where count > 0 { _ = mkdir(parts[...count].joined(separator: "/"), 0o700) }
  }
}
