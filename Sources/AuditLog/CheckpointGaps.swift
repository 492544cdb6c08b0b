/// Numbers that no checkpoint bears: each was removed, or lies under another number.
struct CheckpointGaps {
  private var gaps: [(missing: Int64, next: Int64, covered: Int64)] = []

  /// - Parameter size: How many records the checkpoint before the gap covers.
  mutating func note(from missing: Int64, to next: Int64, covering size: Int64) {
    if gaps.count < 100 { gaps.append((missing, next, size)) }
  }

  /// The number under which the row was signed, if it is one that is missing or the one expected here.
  mutating func place(of row: StoredCheckpoint, expected: Int64, in store: StoreIdentity) -> Int64? {
    guard let checkpoint = row.checkpoint else { return nil }
    if store.signer(of: checkpoint.numbered(expected)) != nil { return expected }
    guard let gap = gaps.firstIndex(where: { store.signer(of: checkpoint.numbered($0.missing)) != nil }) else {
      return nil
    }
    let place = gaps[gap].missing
    gaps[gap].missing &+= 1
    if gaps[gap].missing == gaps[gap].next { gaps.remove(at: gap) }
    return place
  }

  func report(_ report: inout Verification) {
    for gap in gaps {
      report.add(.checkpointRemoved, gap.covered, "checkpoint \(gap.missing) is missing, \(gap.next) comes next")
    }
  }
}

extension Checkpoint {
  fileprivate func numbered(_ number: Int64) -> Checkpoint {
    Checkpoint(number: number, store: store, size: size, root: root, head: head, at: at, signature: signature)
  }
}
