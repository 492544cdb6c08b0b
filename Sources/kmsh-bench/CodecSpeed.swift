/// Codec speed of the messages that others measure too, one thread: typed message to bytes, and back.
enum CodecSpeed {
  /// A line for each: name, bytes, then encoded and decoded a second, binary and JSON; between tabs, for scripts/bench.
  static func print(seconds: Double) {
    for sample in Sample.all {
      let rates = [sample.encode, sample.decode, sample.encodeJSON, sample.decodeJSON].map { body in
        rate(for: seconds) { body() }
      }
      Swift.print(([sample.name, "\(sample.size)"] + rates.map(String.init)).joined(separator: "\t"))
    }
  }

  /// Encodes or decodes the sample at `index` so many times, for scripts/bench to count what that allocates.
  static func run(_ index: Int, encode: Bool, times: Int) {
    guard Sample.all.indices.contains(index) else { return }
    let sample = Sample.all[index]
    for _ in 0..<times { _ = encode ? sample.encode() : sample.decode() }
  }
}
