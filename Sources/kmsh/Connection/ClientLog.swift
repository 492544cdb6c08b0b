import Glibc
import KMIP

/// What clients asked to have logged, in a file for the store's owner, a line each.
struct ClientLog: Sendable {
  private let path: String

  init(folder: String) { path = folder + "/clients.log" }

  /// - Parameter now: Microseconds since 1970-01-01 00:00:00 UTC.
  func append(_ message: String, of name: String, at now: Int64) throws {
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw failure }
    defer { close(file) }
    // One call a line: lines of several processes do not mix.
    let line = Array("\(Self.time(now)) \(Self.quoted(name)): \(Self.quoted(message))\n".utf8)
    guard write(file, line, line.count) == line.count else { throw failure }
  }

  private static func time(_ now: Int64) -> String {
    var (seconds, parts) = (time_t(now / 1_000_000), tm())
    var text = [CChar](repeating: 0, count: 32)
    gmtime_r(&seconds, &parts)
    let count = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  // A message cannot pretend to be a line of its own, nor speak to a terminal.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
        quoted += "\\u{\(String(scalar.value, radix: 16))}"
      default:
        if scalar == "\"" || scalar == "\\" { quoted += "\\" }
        quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private var failure: OperationFailure {
    OperationFailure(reason: .generalFailure, message: "the log of the clients' messages cannot be written")
  }
}
