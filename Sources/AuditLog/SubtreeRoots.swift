/// The roots of some subtrees of a tree whose leaves come by, one after the other.
struct SubtreeRoots {
  private let ranges: [Range<Int64>]
  private var trees: [MerkleFrontier]
  private var size: Int64 = 0

  /// - Parameter ranges: The leaves below each subtree.
  init(_ ranges: [Range<Int64>]) {
    self.ranges = ranges
    trees = ranges.map { _ in MerkleFrontier() }
  }

  mutating func append(_ leaf: HashValue) {
    if let place = ranges.firstIndex(where: { $0.contains(size) }) { trees[place].append(leaf) }
    size &+= 1
  }

  /// In the order of the ranges.
  var roots: [HashValue] { trees.map(\.root) }
}
