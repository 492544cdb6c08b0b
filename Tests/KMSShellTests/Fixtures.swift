import KMSInterpreter
import KMSShell
import Synchronization

enum Fixture {
  static let day: Int64 = 86_400_000_000
  static let now: Int64 = 20_000 * day
  static let id = "019a3f2c-7d1e-7c40-9b1a-2f6c8e5d4b3a"

  static func key(_ id: String, name: String?, age: Int64?, length: Int64 = 2048, links: [(String, Value)] = [])
    -> ManagedObject
  {
    var attributes = Record([
      ("type", .enumeration("private-key")), ("name", name.map { .text($0) } ?? .none),
      ("algorithm", .enumeration("rsa")),
      ("length", .int(length)), ("state", .enumeration("active")),
    ])
    if let age { attributes["created"] = .time(now - age * day) }
    attributes["links"] = .record(Record(links.map { (name: $0.0, value: $0.1) }))
    return ManagedObject(id: id, attributes: attributes, readAt: now)
  }

  static let keys: Value = .list([
    .object(key("id-1", name: "billing", age: 120)), .object(key("id-2", name: nil, age: nil, length: 521)),
  ])
}

struct FakeSecret: Concealed {
  let bytes: [UInt8]

  var count: Int { bytes.count }
  func isSame(as other: any Concealed) -> Bool { other.withBytes { Array($0) == bytes } }

  func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try bytes.withUnsafeBytes { buffer -> Swift.Result<Result, Failure> in
      do throws(Failure) { return .success(try body(buffer)) } catch { return .failure(error) }
    }.get()
  }
}

/// Keeps what was written to it.
final class Paper: Sendable {
  private let state = Mutex("")

  var text: String { state.withLock { $0 } }
  @Sendable func write(_ text: String) { state.withLock { $0 += text } }
}

func written(_ value: Value, _ format: OutputFormat, color: Bool = false, width: Int? = nil) -> String {
  let paper = Paper()
  Printer(format: format, color: color, width: width, write: paper.write).print(value)
  return paper.text
}
