import AuditLog
import KMSInterpreter

extension LoopRecord {
  var json: JSONValue {
    [
      "count": .int(Int64(items.count)), "digest": .string(digest), "parallel": .int(Int64(parallel)),
      "budget": .int(Int64(budget)), "labels": .array(labels.map { .string($0) }),
    ]
  }

  /// Of the frozen list; secrets in it count by their size.
  var digest: String {
    let list = JSONValue(recording: .list(items)).map(\.canonical) ?? ValueJSON.text(.list(items))
    return HashValue.of(Array(list.utf8)).description
  }
}
