/// What shows that many records are among those that a checkpoint signed: their audit paths (RFC 6962 §2.1.1), each
/// node once, and none that follows from the records themselves.
public struct SharedProof: Hashable, Sendable {
  /// The root of a subtree that holds none of the records.
  public struct Node: Hashable, Sendable {
    /// Its first leaf, counted from 0.
    public let first: Int64
    /// How many leaves it has.
    public let count: Int64
    public let hash: HashValue

    public init(first: Int64, count: Int64, hash: HashValue) {
      self.first = first
      self.count = count
      self.hash = hash
    }
  }

  /// How many records the checkpoint covers.
  public let size: Int64
  /// From left to right.
  public let nodes: [Node]

  public init(size: Int64, nodes: [Node]) {
    self.size = size
    self.nodes = nodes
  }

  /// - Parameter records: In their order.
  public func proves(_ records: [Record], under checkpoint: Checkpoint) -> Bool {
    guard size == checkpoint.size, records.allSatisfy(\.isSealed) else { return false }
    let leaves = records.map { Node(first: $0.seq &- 1, count: 1, hash: $0.hash) }
    return root(over: leaves) == checkpoint.root
  }

  func root(over leaves: [Node]) -> HashValue? {
    if size == 0 { return leaves.isEmpty && nodes.isEmpty ? MerkleFrontier().root : nil }
    guard size > 0 else { return nil }
    var walk = Walk(nodes: nodes[...], leaves: leaves[...])
    guard let root = walk.root(of: 0..<size), walk.isAtEnd else { return nil }
    return root
  }

  /// The subtrees beside the ways of leaves to the root. The leaves ascend.
  static func ranges(beside leaves: [Int64], in size: Int64) -> [Range<Int64>] {
    var ranges: [Range<Int64>] = []
    if size > 0 { collect(0..<size, leaves[...], into: &ranges) }
    return ranges
  }

  private static func collect(
    _ tree: Range<Int64>, _ leaves: ArraySlice<Int64>, into ranges: inout [Range<Int64>]
  ) {
    guard !leaves.isEmpty else { return ranges.append(tree) }
    guard tree.count > 1 else { return }
    let middle = MerkleProof.split(tree)
    let place = leaves.firstIndex { $0 >= middle } ?? leaves.endIndex
    collect(tree.lowerBound..<middle, leaves[..<place], into: &ranges)
    collect(middle..<tree.upperBound, leaves[place...], into: &ranges)
  }
}

/// Computes a root from left to right. What does not fit ends it at once, so it takes no longer than its input is.
private struct Walk {
  var nodes: ArraySlice<SharedProof.Node>
  var leaves: ArraySlice<SharedProof.Node>

  var isAtEnd: Bool { nodes.isEmpty && leaves.isEmpty }

  mutating func root(of tree: Range<Int64>) -> HashValue? {
    if let node = nodes.first, node.first == tree.lowerBound, node.count == tree.count {
      return nodes.removeFirst().hash
    }
    guard tree.count > 1 else {
      guard leaves.first?.first == tree.lowerBound else { return nil }
      return leaves.removeFirst().hash
    }
    let middle = MerkleProof.split(tree)
    guard let left = root(of: tree.lowerBound..<middle) else { return nil }
    guard let right = root(of: middle..<tree.upperBound) else { return nil }
    return .node(left, right)
  }
}
