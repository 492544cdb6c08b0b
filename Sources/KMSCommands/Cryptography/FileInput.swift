import KMIP
import KMIPClient
import KMSInterpreter
import KMSSyntax

/// The bytes of a file that an operation is to have: all of it, or a stretch in its middle.
struct FileInput {
  let path: String
  let reader: FileReader
  private(set) var left: Int64
  private let skipped: Int

  /// - Parameters:
  ///   - head: Bytes at the beginning that are something else.
  ///   - tail: Bytes at the end that are something else.
  init(_ file: LocalFile, head: Int = 0, tail: Int = 0) throws {
    path = file.path
    reader = try FileReader(path, parameter: "file", waits: false)
    left = try reader.size() - Int64(head) - Int64(tail)
    skipped = head
    guard left >= 0 else {
      throw CommandError(
        .refusedLocally, "\(path) is too short: it has less than \(head + tail) bytes",
        hint: "an encrypted file begins with its initialization vector and ends with its tag", parameter: "file")
    }
    if head > 0 { _ = try reader.read(head) }
  }

  /// What stands before the stretch.
  func head() throws -> [UInt8] { try reader.read(skipped, at: 0) }
  /// What stands behind it, as long as nothing of it was read.
  func tail(_ count: Int) throws -> [UInt8] { try reader.read(count, at: Int64(skipped) + left) }

  mutating func next(_ size: Int) throws -> [UInt8] {
    let count = Int(min(left, Int64(size)))
    guard count > 0 else { return [] }
    guard let bytes = try reader.read(count), bytes.count == count else {
      throw CommandError(.fileUnreadable, "\(path) cannot be read: it changed meanwhile", parameter: "file")
    }
    left -= Int64(count)
    return bytes
  }
}

extension Arguments {
  /// The file that `file=` names, where that stands in place of `data=`.
  func file(in folder: String, insteadOf others: [String] = ["data"]) throws -> LocalFile? {
    guard let path = path("file") else { return nil }
    if let other = others.first(where: { self[$0] != nil }) {
      throw CommandError(.refusedLocally, "both '\(other)' and a file are given", parameter: "file")
    }
    return LocalFile(path, in: folder)
  }
}
