/// The right edge of an RFC 6962 tree: enough to add leaves and to tell the root, in the logarithm of its size.
struct MerkleFrontier: Hashable, Sendable {
  private(set) var size: Int64 = 0
  /// The roots of the full subtrees from left to right, one for each bit of `size`.
  private(set) var peaks: [HashValue] = []

  init() {}

  init?(size: Int64, peaks: [HashValue]) {
    guard size >= 0, peaks.count == size.nonzeroBitCount else { return nil }
    self.size = size
    self.peaks = peaks
  }

  mutating func append(_ leaf: HashValue) {
    var node = leaf
    var rest = size
    while rest & 1 == 1, let left = peaks.popLast() {
      node = .node(left, node)
      rest >>= 1
    }
    peaks.append(node)
    size &+= 1
  }

  /// Counts leaves whose hashes are unknown; the root says nothing from here on.
  mutating func skip(_ count: Int64) {
    for _ in 0..<min(count, 1) { append(.zero) }
    size &+= count &- 1
  }

  var root: HashValue {
    guard let last = peaks.last else { return .of([]) }
    return peaks.dropLast().reversed().reduce(last) { right, left in .node(left, right) }
  }
}
