import AuditLog

/// Tells the failures that a script dealt with, by `assert fails`, `try` and `retry=`, from those that it did not.
enum Expectations {
  static func mark(_ statements: inout [FoldedStatement], _ loops: LoopFold, exitStatus: Int64?) {
    var attempts: [ItemPath: Int64] = [:]
    for folded in statements { if let path = folded.path { attempts[path] = max(attempts[path] ?? 1, folded.attempt) } }
    var pending: [ItemPath?: [Int]] = [:]
    for place in statements.indices.sorted(by: { statements[$0].end < statements[$1].end }) {
      let path = statements[place].path
      if statements[place].isLeftBehind || path.map({ statements[place].attempt < attempts[$0] ?? 1 }) == true {
        statements[place].statement.isExpected = true
      } else if statements[place].statement.outcome == .refused {
        pending[path, default: []].append(place)
      } else if statements[place].settlesRefusals {
        for earlier in pending.removeValue(forKey: path) ?? [] { statements[earlier].statement.isExpected = true }
      }
    }
    for (path, places) in pending where loops.isClean(path, exitStatus) {
      for place in places { statements[place].statement.isExpected = true }
    }
  }
}

extension FoldedStatement {
  fileprivate var end: Int64 { statement.seqs.upperBound }

  fileprivate var settlesRefusals: Bool {
    switch statement.kind {
    case .check: statement.outcome == .done && statement.text.hasPrefix("assert fails(")
    case .local: statement.text == "try"
    case .command, .confirm: false
    }
  }
}

extension LoopFold {
  /// Whether whatever happened there was dealt with: the item is done, or the run ended well.
  fileprivate func isClean(_ path: ItemPath?, _ exitStatus: Int64?) -> Bool {
    guard let path else { return exitStatus == 0 }
    return loops[path.loop]?.items[path.index]?.end?.outcome == .done
  }
}
