import FoundationEssentials
import Glibc

/// A plan on disk: JSON that a person can read and that a review can compare line by line.
public struct PlanFile: Sendable {
  public static let limit = 256 << 20
  public let path: String

  public init(_ path: String) { self.path = path }

  public func read() throws -> Plan {
    let data: Data
    do { data = try Data(contentsOf: URL(filePath: path)) } catch {
      throw PlanProblem("the plan \(path) cannot be read", hint: "make one:  kmsh plan FILE.kms -o \(path)")
    }
    guard data.count <= Self.limit else { throw PlanProblem("the plan \(path) has more than 256 MiB") }
    let plan: Plan
    do { plan = try JSONDecoder().decode(Plan.self, from: data) } catch {
      throw PlanProblem("\(path) is no plan", hint: "make one:  kmsh plan FILE.kms -o \(path)")
    }
    guard plan.format == 1 else {
      throw PlanProblem("the plan \(path) has format \(plan.format), this kmsh reads 1")
    }
    guard plan.hash == plan.expectedHash else {
      throw PlanProblem("the plan \(path) was changed after it was made: its hash does not fit", hint: "plan again")
    }
    return plan
  }

  /// Whole or not at all, for its owner's eyes.
  public func write(_ plan: Plan) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let bytes = Array(try encoder.encode(plan)) + [UInt8(ascii: "\n")]
    let draft = "\(path).\(getpid())"
    unlink(draft)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw unwritable() }
    let isWritten = bytes.writeAll(to: file) && fsync(file) == 0
    close(file)
    guard isWritten, rename(draft, path) == 0 else {
      let problem = unwritable()
      unlink(draft)
      throw problem
    }
  }

  private func unwritable() -> PlanProblem {
    PlanProblem("the plan \(path) cannot be written: \(String(cString: strerror(errno)).lowercased())")
  }
}

extension [UInt8] {
  func writeAll(to file: Int32) -> Bool {
    var rest = self[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
