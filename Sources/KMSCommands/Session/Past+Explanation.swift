import AuditLog
import KMSInterpreter
import Synchronization

extension Past {
  /// What stands on record, and what taking the run up again would do; a line each.
  public var explanation: [String] {
    state.withLock { state in
      state.ending + state.loopLines(retriesFailed: retriesFailed) + state.doubtLines
        + state.failureLines(retriesFailed: retriesFailed) + ["then it goes on behind the last record"]
    }
  }
}

extension Past.State {
  fileprivate var ending: [String] {
    let script = opening["script"]?.text ?? "no script"
    let end = isClosed ? "ended with exit status \(exitStatus ?? 0)" : "was broken off"
    return [
      "\(script) on \(opening["server"]?.text ?? "?") \(end)" + (resumes > 0 ? ", taken up \(resumes) times" : "")
    ]
  }

  fileprivate func loopLines(retriesFailed: Bool) -> [String] {
    loops.sorted { $0.key.utf8.count == $1.key.utf8.count ? $0.key < $1.key : $0.key.utf8.count < $1.key.utf8.count }
      .map { key, loop in
        let total = Int(loop["count"]?.integer ?? 0)
        let outcomes = items.filter { EventKey($0.key)?.loop == key }.compactMap { $0.value["outcome"]?.text }
        let counts = ["done", "skipped", "failed", "in-doubt"].compactMap { word -> String? in
          let count = outcomes.count { $0 == word }
          return count > 0 ? "\(count) \(word)" : nil
        }
        let left = "\(total - outcomes.count) to run"
        return "loop \(key) over \(total) items: " + (counts + [left]).joined(separator: ", ")
      }
  }

  fileprivate var doubtLines: [String] {
    let open = statements.filter { $0.value.status == nil }.sorted { $0.value.at < $1.value.at }
    return open.map { key, statement in
      "\(key): \(statement.text) has no outcome on record: it is looked for at the server, and run if it is not there"
    }
  }

  fileprivate func failureLines(retriesFailed: Bool) -> [String] {
    statements.filter { $0.value.status == .refused && !$0.value.isCaught }.sorted { $0.value.at < $1.value.at }
      .map { key, statement in
        let deed = retriesFailed ? "is tried again" : "stays refused; --retry-failed tries it again"
        return "\(key): \(statement.text) was refused (\(statement.message ?? "")): it \(deed)"
      }
  }
}
