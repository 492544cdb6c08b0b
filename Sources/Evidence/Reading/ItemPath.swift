import AuditLog

/// Which item of which loop a record belongs to.
struct ItemPath: Hashable {
  let loop: String
  let index: Int

  /// The innermost item: by the record's place, or by what older records say of the items around them.
  init?(_ entry: Entry) {
    if let key = entry.key {
      self.init(key: key)
    } else if let item = entry.source?.item {
      let indexes = item.split(separator: ".")
      guard let last = indexes.last.flatMap({ Int($0) }), last >= 1 else { return nil }
      let outer = indexes.dropLast().joined(separator: "/")
      self.init(loop: "\(entry.source?.step ?? "")#\(outer)", index: last)
    } else {
      return nil
    }
  }

  init?(key: String) {
    let parts = key.split(separator: "/", omittingEmptySubsequences: false)
    // The second attempt at the third item is `3~2`.
    guard parts.count >= 3, let index = Int(parts[parts.count - 2].prefix { $0 != "~" }), index >= 1 else { return nil }
    self.init(loop: parts.dropLast(2).joined(separator: "/"), index: index)
  }

  init(loop: String, index: Int) {
    self.loop = loop
    self.index = index
  }
}
