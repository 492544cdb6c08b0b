import Glibc

/// libFuzzer's own loop: an input that traps, hangs or takes too much memory is kept in a file.
public enum Fuzzer {
  /// What one input may use in memory beyond its own bytes.
  private static let memoryLimit = 64 << 20
  nonisolated(unsafe) private static var body: (@Sendable ([UInt8]) -> Void)?

  /// Runs with the command's arguments but the first, which names the target.
  public static func run(_ body: @escaping @Sendable ([UInt8]) -> Void) -> Never {
    self.body = body
    var arguments: [UnsafeMutablePointer<CChar>?] = CommandLine.arguments.dropFirst(2).map { strdup($0) }
    arguments.insert(strdup(CommandLine.arguments[0]), at: 0)
    arguments.append(nil)
    var count = CInt(arguments.count - 1)
    let code = arguments.withUnsafeMutableBufferPointer { buffer in
      var pointer = buffer.baseAddress
      return runDriver(&count, &pointer) { start, count in
        Fuzzer.call([UInt8](UnsafeBufferPointer(start: start, count: count)))
        return 0
      }
    }
    exit(code)
  }

  private static func call(_ bytes: [UInt8]) {
    let before = peakMemory
    body?(bytes)
    let grown = peakMemory - before
    precondition(grown <= memoryLimit, "the input took \(grown >> 20) MiB")
  }

  /// The most that this process had so far, in bytes.
  private static var peakMemory: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
