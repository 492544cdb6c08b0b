import Crypto
import Glibc

/// The key of `fingerprint($secret)`, made at first use; it stays on this machine.
struct FingerprintKey {
  let path: String

  /// HMAC-SHA-256, the first 16 hexadecimal digits.
  func fingerprint(_ bytes: UnsafeRawBufferPointer) -> String {
    var hash = HMAC<SHA256>(key: SymmetricKey(data: key))
    bytes.withMemoryRebound(to: UInt8.self) { hash.update(data: $0) }
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: hash.finalize().prefix(8).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private var key: [UInt8] { load() ?? make() }

  private func load() -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 32)
    return read(file, &bytes, 32) == 32 ? bytes : nil
  }

  // Who comes second takes the key of who came first.
  private func make() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return load() ?? bytes }
    defer { close(file) }
    _ = write(file, bytes, bytes.count)
    return bytes
  }
}
