import Testing

@testable import AuditLog

@Suite struct MerkleProofTests {
  /// The tree of the Certificate Transparency reference tests.
  private static let leaves = MerkleTests.leaves.compactMap { Hexadecimal.bytes($0) }.map { HashValue.leaf($0) }

  private static func root(_ size: Int64) -> HashValue? { HashValue(hex: MerkleTests.roots[Int(size)]) }

  private func path(_ ranges: [Range<Int64>], _ leaves: [HashValue]) -> [HashValue] {
    var subtrees = SubtreeRoots(ranges)
    for leaf in leaves { subtrees.append(leaf) }
    return subtrees.roots
  }

  @Test(
    arguments: [
      (0, 1, []),
      (
        0, 8,
        [
          "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
          "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
          "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]
      ),
      (
        5, 8,
        [
          "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
          "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
      ),
      (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
      (
        1, 5,
        [
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
          "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ]
      ),
    ] as [(Int64, Int64, [String])])
  func auditPathsAreThoseOfTheReferenceTests(index: Int64, size: Int64, hashes: [String]) throws {
    let path = path(MerkleProof.inclusion(of: index, in: size), Self.leaves)
    #expect(path.map(\.description) == hashes)
    let root = try #require(Self.root(size))
    #expect(MerkleProof.proves(path, leaf: Self.leaves[Int(index)], at: index, size: size, root: root))
  }

  @Test(
    arguments: [
      (1, 1, []),
      (
        1, 8,
        [
          "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
          "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
          "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]
      ),
      (
        6, 8,
        [
          "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
          "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
      ),
      (
        2, 5,
        [
          "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
          "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ]
      ),
      (
        6, 7,
        [
          "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
          "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
      ),
    ] as [(Int64, Int64, [String])])
  func consistencyProofsAreThoseOfTheReferenceTests(old: Int64, new: Int64, hashes: [String]) throws {
    let path = path(MerkleProof.consistency(from: old, to: new), Self.leaves)
    #expect(path.map(\.description) == hashes)
    let (oldRoot, newRoot) = (try #require(Self.root(old)), try #require(Self.root(new)))
    #expect(MerkleProof.proves(path, old: (old, oldRoot), new: (new, newRoot)))
  }

  /// Trees of 1 to 70 leaves, and the root of each.
  private static let forest: [(leaves: [HashValue], root: HashValue)] = {
    var tree = MerkleFrontier()
    var leaves: [HashValue] = []
    return (0..<70).map { (number: UInt8) in
      leaves.append(.leaf([number]))
      tree.append(.leaf([number]))
      return (leaves, tree.root)
    }
  }()

  @Test func everyLeafOfEveryTreeIsProvedAndNoOther() {
    for (leaves, root) in Self.forest {
      let size = Int64(leaves.count)
      for index in 0..<size {
        let path = path(MerkleProof.inclusion(of: index, in: size), leaves)
        let leaf = leaves[Int(index)]
        func proves(_ path: [HashValue], _ leaf: HashValue, at index: Int64, _ size: Int64) -> Bool {
          MerkleProof.proves(path, leaf: leaf, at: index, size: size, root: root)
        }
        #expect(proves(path, leaf, at: index, size))
        #expect(!proves(path, .zero, at: index, size))
        #expect(!proves(path, leaf, at: index == 0 ? size : index - 1, size))
        #expect(!proves(path + [.zero], leaf, at: index, size))
        if let last = path.indices.last {
          #expect(!proves(path.dropLast(), leaf, at: index, size))
          var other = path
          other[last] = .zero
          #expect(!proves(other, leaf, at: index, size))
        }
      }
    }
  }

  @Test func everyTreeIsProvedToHoldEverySmallerOneAndNoOther() {
    for (leaves, root) in Self.forest {
      let size = Int64(leaves.count)
      for (smaller, oldRoot) in Self.forest.prefix(leaves.count) {
        let old = Int64(smaller.count)
        let path = path(MerkleProof.consistency(from: old, to: size), leaves)
        #expect(MerkleProof.proves(path, old: (old, oldRoot), new: (size, root)))
        #expect(!MerkleProof.proves(path, old: (old, .zero), new: (size, root)))
        #expect(!MerkleProof.proves(path, old: (old, oldRoot), new: (size, .zero)))
        #expect(!MerkleProof.proves(path + [.zero], old: (old, oldRoot), new: (size, root)))
        #expect(!MerkleProof.proves(path, old: (size + 1, oldRoot), new: (size, root)))
      }
    }
  }

  @Test func numbersFromOutsideAreTaken() {
    for number: Int64 in [.min, -1, .max] {
      #expect(!MerkleProof.proves([.zero], leaf: .zero, at: number, size: .max, root: .zero))
      #expect(!MerkleProof.proves([.zero], leaf: .zero, at: 0, size: number, root: .zero))
      #expect(!MerkleProof.proves([.zero], old: (number, .zero), new: (.max, .zero)))
    }
  }
}
