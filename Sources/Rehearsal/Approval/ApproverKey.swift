public import AuditLog
import Crypto
import FoundationEssentials
import Glibc

/// The Ed25519 key by which a person approves plans: the file `approver-key` in the configuration's folder.
public struct ApproverKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// In hexadecimal, as `approvers` of a profile lists it.
  public var publicKey: String { Hex.text(key.publicKey.rawRepresentation) }

  public func approve(_ plan: Plan, as name: String, at: Timestamp) throws -> Approval {
    let text = Approval.text(of: plan, name: name, at: at.description)
    let signature = try key.signature(for: Array(text.utf8))
    return Approval(name: name, publicKey: publicKey, at: at.description, signature: Hex.text(signature))
  }

  /// - Returns: Nothing if there is no such file.
  public static func load(_ path: String) throws -> ApproverKey? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      guard errno != ENOENT else { return nil }
      throw unusable(path, String(cString: strerror(errno)).lowercased())
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & 0o077 == 0 else {
      throw unusable(path, "it can be read by others", hint: "chmod 600 \(path), or make another key")
    }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = Glibc.read(file, &bytes, bytes.count)
    let words = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.count == 2, words[0] == "ed25519", let seed = Hex.bytes(String(words[1])), seed.count == 32 else {
      throw unusable(path, "it is not a line 'ed25519' and 64 hexadecimal digits")
    }
    return ApproverKey(key: try Curve25519.Signing.PrivateKey(rawRepresentation: seed))
  }

  /// The key in that file, made at first use; of two processes that make one at once, one key remains.
  public static func loadOrMake(_ path: String) throws -> ApproverKey {
    if let key = try load(path) { return key }
    let seed = Hex.text(Curve25519.Signing.PrivateKey().rawRepresentation)
    try make(path, Array("ed25519 \(seed)\n".utf8))
    guard let key = try load(path) else { throw unusable(path, "it is missing") }
    return key
  }

  // There whole or not at all; who comes second takes the key of who came first.
  private static func make(_ path: String, _ bytes: [UInt8]) throws {
    makeFolders(of: path)
    let draft = "\(path).\(getpid())"
    unlink(draft)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw unusable(path, String(cString: strerror(errno)).lowercased()) }
    defer { unlink(draft) }
    let isWritten = bytes.writeAll(to: file) && fsync(file) == 0
    close(file)
    guard isWritten, link(draft, path) == 0 || errno == EEXIST else {
      throw unusable(path, String(cString: strerror(errno)).lowercased())
    }
  }

  private static func makeFolders(of path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for count in parts.indices where count > 0 { _ = mkdir(parts[...count].joined(separator: "/"), 0o700) }
  }

  private static func unusable(_ path: String, _ cause: String, hint: String? = nil) -> PlanProblem {
    PlanProblem("the approver key \(path) cannot be used: \(cause)", hint: hint)
  }
}
