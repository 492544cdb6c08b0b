/// Which subtrees of an RFC 6962 tree make up a proof (§2.1), and how their roots prove it (RFC 9162 §2.1).
///
/// Leaves are counted from 0.
enum MerkleProof {
  /// The leaves below each node of the audit path of one leaf, from the leaf upwards.
  static func inclusion(of index: Int64, in size: Int64) -> [Range<Int64>] {
    guard index >= 0, index < size else { return [] }
    var path: [Range<Int64>] = []
    var tree = 0..<size
    while tree.count > 1 {
      let middle = split(tree)
      let isLeft = index < middle
      path.append(isLeft ? middle..<tree.upperBound : tree.lowerBound..<middle)
      tree = isLeft ? tree.lowerBound..<middle : middle..<tree.upperBound
    }
    return path.reversed()
  }

  /// The leaves below each node that shows how the tree of `old` leaves lies in the tree of `new` ones.
  static func consistency(from old: Int64, to new: Int64) -> [Range<Int64>] {
    guard old > 0, old < new else { return [] }
    var path: [Range<Int64>] = []
    var tree = 0..<new
    while tree.upperBound != old {
      let middle = split(tree)
      let isLeft = old <= middle
      path.append(isLeft ? middle..<tree.upperBound : tree.lowerBound..<middle)
      tree = isLeft ? tree.lowerBound..<middle : middle..<tree.upperBound
    }
    // The verifier has the old root: it is told only where the old tree ends in a smaller subtree.
    if tree.lowerBound > 0 { path.append(tree) }
    return path.reversed()
  }

  /// Where the largest power of two below the tree's size ends.
  static func split(_ tree: Range<Int64>) -> Int64 {
    let last = UInt64(tree.upperBound - tree.lowerBound - 1)
    return tree.lowerBound + Int64(1) << (63 - last.leadingZeroBitCount)
  }

  static func proves(_ path: [HashValue], leaf: HashValue, at index: Int64, size: Int64, root: HashValue) -> Bool {
    guard index >= 0, index < size else { return false }
    var climb = Climb(node: index, last: size - 1)
    var node = leaf
    for sibling in path {
      guard climb.last != 0 else { return false }
      node = climb.isRight ? .node(sibling, node) : .node(node, sibling)
      climb.rise()
    }
    return climb.last == 0 && node == root
  }

  static func proves(
    _ path: [HashValue], old: (size: Int64, root: HashValue), new: (size: Int64, root: HashValue)
  ) -> Bool {
    guard old.size >= 0, old.size <= new.size else { return false }
    if old.size == new.size { return path.isEmpty && old.root == new.root }
    if old.size == 0 { return path.isEmpty && old.root == MerkleFrontier().root }
    let nodes = old.size.nonzeroBitCount == 1 ? [old.root] + path : path
    guard let first = nodes.first else { return false }
    var climb = Climb(node: old.size - 1, last: new.size - 1)
    climb.skipRight()
    var (oldRoot, newRoot) = (first, first)
    for sibling in nodes.dropFirst() {
      guard climb.last != 0 else { return false }
      if climb.isRight {
        (oldRoot, newRoot) = (.node(sibling, oldRoot), .node(sibling, newRoot))
      } else {
        newRoot = .node(newRoot, sibling)
      }
      climb.rise()
    }
    return climb.last == 0 && oldRoot == old.root && newRoot == new.root
  }
}

/// The way from a leaf to the root, by the positions of a node and of the last one in its row.
private struct Climb {
  private(set) var node: Int64
  private(set) var last: Int64

  init(node: Int64, last: Int64) {
    self.node = node
    self.last = last
  }

  /// Whether the sibling is to the left; the last node of a row rises until it has one.
  var isRight: Bool { node & 1 == 1 || node == last }

  mutating func rise() {
    if isRight { while node & 1 == 0, node != 0 { shift() } }
    shift()
  }

  mutating func skipRight() { while node & 1 == 1 { shift() } }

  private mutating func shift() {
    node >>= 1
    last >>= 1
  }
}
