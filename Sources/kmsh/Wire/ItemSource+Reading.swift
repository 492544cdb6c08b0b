import ArgumentParser
import Glibc
import KMIP
import KMSSyntax
import LineEditor
import TTLV

extension ItemSource {
  /// Shows errors in the one shape that they have.
  func complaining(_ body: () throws -> Void) throws {
    do { try body() } catch let error as TTLVError {
      throw Complaint(Diagnostic(.messageUnreadable, "\(name): \(text(error))", hint: hint(error))).shown()
    } catch { throw Complaint(error).shown() }
  }

  func items() throws -> [Item] {
    var items: [Item] = []
    try forEachItem { items.append($0) }
    return items
  }

  /// As far as they can be read.
  func forEachItem(_ body: (Item) -> Void) throws {
    var bytes = try MessageFile.bytes(at: file)
    let form = from?.form ?? ItemForm(detecting: bytes)
    if form == .xml { bytes = Placeholders(now: WallClock.microseconds / 1_000_000).filled(bytes) }
    var reader = try ItemReader(bytes, form: form, vocabulary: ItemNotation.vocabulary)
    guard let first = try reader.next() else { throw Diagnostic(.messageUnreadable, "\(name) holds no message") }
    body(first)
    while let item = try reader.next() { body(item) }
  }

  private var name: String { file == "-" ? "standard input" : file }

  private func text(_ error: TTLVError) -> String { error.description(vocabulary: ItemNotation.vocabulary) }

  private func hint(_ error: TTLVError) -> String? {
    if case .unknownName = error.problem { return "a tag or value without a name is written as 0x and its number" }
    guard from == nil, error.offset < 8 else { return nil }
    return "--from says what the file is: binary, hex, json or xml"
  }
}

extension TTLVConvert {
  func refuseSecrets(_ items: [Item]) throws {
    for (index, item) in items.enumerated() {
      guard let tag = item.firstSecret() else { continue }
      throw Diagnostic(
        .secretInMessage, "message \(index + 1) holds what may be a secret: \(tag.name)",
        hint: "--reveal writes it; kmsh ttlv show prints the message without it")
    }
  }

  func refuseTerminal() throws {
    guard Terminal.isInteractive(1) else { return }
    throw Diagnostic(
      .configuration, "binary messages are not for a terminal", hint: "write > FILE after it, or --to hex")
  }
}

enum MessageFile {
  private static let limit = 256 << 20

  static func bytes(at path: String) throws -> [UInt8] {
    if path == "-" { return try bytes(of: 0, "standard input") }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(path, String(cString: strerror(errno))) }
    defer { close(file) }
    return try bytes(of: file, path)
  }

  private static func bytes(of file: Int32, _ name: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(file, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(name, String(cString: strerror(errno))) }
      if count == 0 { return bytes }
      bytes += part.prefix(count)
      guard bytes.count <= limit else { throw unreadable(name, "it is larger than 256 MiB") }
    }
  }

  private static func unreadable(_ name: String, _ why: String) -> Diagnostic {
    Diagnostic(.fileUnreadable, "\(name) cannot be read: \(why.prefix(1).lowercased() + why.dropFirst())")
  }
}
