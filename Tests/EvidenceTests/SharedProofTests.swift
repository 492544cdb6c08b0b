import Testing

@testable import AuditLog

@Suite struct SharedProofTests {
  private static func leaf(_ index: Int64) -> HashValue { .leaf(String(index).utf8) }

  @Test func everySubsetOfASmallLogIsProven() {
    for size in Int64(1)...9 {
      var tree = MerkleFrontier()
      for index in 0..<size { tree.append(Self.leaf(index)) }
      for subset in 0..<(1 << size) {
        let leaves = (0..<size).filter { subset >> Int($0) & 1 == 1 }
        let nodes = SharedProof.ranges(beside: leaves, in: size).map { range in
          var part = MerkleFrontier()
          for index in range { part.append(Self.leaf(index)) }
          return SharedProof.Node(first: range.lowerBound, count: Int64(range.count), hash: part.root)
        }
        let proof = SharedProof(size: size, nodes: nodes)
        let shown = leaves.map { SharedProof.Node(first: $0, count: 1, hash: Self.leaf($0)) }
        #expect(proof.root(over: shown) == tree.root)
        #expect(proof.root(over: shown.dropLast()) == nil || shown.isEmpty)
      }
    }
  }

  // A proof of one record is the audit path of RFC 6962.
  @Test func ofOneRecordItIsItsAuditPath() {
    for size in Int64(1)...20 {
      for index in 0..<size {
        let shared = SharedProof.ranges(beside: [index], in: size)
        #expect(Set(shared) == Set(MerkleProof.inclusion(of: index, in: size)))
      }
    }
  }

  @Test(arguments: [Int64.max, 1 << 40, -1, 0])
  func aSizeThatNothingBearsOutIsNoProof(size: Int64) {
    let node = SharedProof.Node(first: 0, count: 1, hash: .zero)
    #expect(SharedProof(size: size, nodes: [node]).root(over: []) == nil)
    #expect(SharedProof(size: size, nodes: []).root(over: [node]) == nil)
  }

  @Test func anExportedLineReadsBackByteForByte() throws {
    let line = try #require(Chronicle.rotation().records.last?.exportLine)
    #expect(Record(exportLine: line)?.exportLine == line)
    #expect(Record(exportLine: line)?.isSealed == true)
    #expect(Record(exportLine: line + " ") == nil)
    #expect(Record(exportLine: String(line.dropLast())) == nil)
    #expect(Record(exportLine: "") == nil)
    #expect(Record(exportLine: line.replacing("exit_status\":1", with: "exit_status\":2"))?.isSealed == false)
  }
}
