import KMSSyntax

extension Plan {
  /// For a person: what is written, by steps and items; of a long loop only how it begins, unless `isVerbose`.
  public func text(isVerbose: Bool = false) -> String {
    var lines = heading
    lines += PlanOutline(writes, isVerbose: isVerbose).lines
    if writes.isEmpty { lines.append("nothing is written") }
    if !questions.isEmpty { lines += ["", "asks"] + questions.map { "  \($0)" } }
    if !approvals.isEmpty { lines += ["", "approved"] + approvals.map { "  by \($0.name) at \($0.at)" } }
    lines += ["", summary]
    return lines.map { Display.safe($0) }.joined(separator: "\n") + "\n"
  }

  /// Such as `500 created, 500 deactivated, 0 destroyed; stops at the 6th failure`.
  public var summary: String {
    let stops = totals.filter { $0.hasPrefix("stops ") }
    let counts = totals.filter { !$0.hasPrefix("stops ") }.joined(separator: ", ")
    return ([counts] + stops).joined(separator: "; ")
  }

  private var heading: [String] {
    let words = parameters.sorted { $0.key < $1.key }.map { "--\($0.key) \($0.value)" }.joined(separator: " ")
    return [
      "plan of \(script.path) on \(target.server)" + (target.profile.isEmpty ? "" : ", profile \(target.profile)"),
      "made \(created), good until \(expires)",
    ] + (words.isEmpty ? [] : ["with \(words)"]) + (hash.isEmpty ? [] : ["hash \(hash)"]) + [""]
  }
}

/// Writes under their steps and the items of their loops.
struct PlanOutline {
  // Items of a loop that are shown of many.
  private static let shown = 3

  private let writes: [PlannedWrite]
  private let isVerbose: Bool

  init(_ writes: [PlannedWrite], isVerbose: Bool) {
    self.writes = writes
    self.isVerbose = isVerbose
  }

  var lines: [String] {
    var lines: [String] = []
    var step: String?
    var start = 0
    while start < writes.count {
      let first = writes[start]
      if first.step != step {
        step = first.step
        lines.append(step.map { "step \"\($0)\"" } ?? "outside of steps")
      }
      let end = writes[start...].firstIndex { $0.step != step || $0.loop != first.loop } ?? writes.count
      lines += first.loop == nil ? writes[start..<end].map { "  " + $0.words } : loop(writes[start..<end])
      start = end
    }
    return lines
  }

  private func loop(_ writes: ArraySlice<PlannedWrite>) -> [String] {
    var lines: [String] = []
    var item: String?
    var count = 0
    var left = 0
    for write in writes {
      if write.items.first != item {
        item = write.items.first
        count += 1
        if isShown(count) { lines.append("  item \(item ?? "")") }
      }
      if isShown(count) { lines.append("    " + write.words) } else { left += 1 }
    }
    guard count > Self.shown, !isVerbose else { return lines }
    return lines + ["  … and \(count - Self.shown) items more with \(left) writes; --verbose lists them"]
  }

  private func isShown(_ count: Int) -> Bool { isVerbose || count <= Self.shown }
}

extension PlannedWrite {
  /// Which loop it belongs to: the part of its key before the item.
  fileprivate var loop: String? { items.isEmpty ? nil : key.split(separator: "/").first.map(String.init) ?? "" }

  /// One line; `~` stands before what is predicted.
  fileprivate var words: String {
    let subjects = objects.filter { targets.contains($0.id) }.map(\.caption)
    let states = objects.first { targets.contains($0.id) }.map { change(of: $0) } ?? ""
    let makes = result.map { ($0.predicted ? "~" : "") + $0.id }.joined(separator: " ")
    let parts = [
      operation, subjects.isEmpty ? statement : subjects.joined(separator: ", "), states,
      makes.isEmpty ? "" : "makes \(makes)", isRefused ? "is expected to be refused" : "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "  ") + "  (line \(line))"
  }

  private func change(of object: PlannedObject) -> String {
    guard let before = object.state, let after = after[object.id], before != after else { return "" }
    return "\(object.predicted ? "~" : "")\(before) -> ~\(after)"
  }
}

extension PlannedObject {
  fileprivate var caption: String { (predicted ? "~" : "") + (name.map { "\"\($0)\" \(id)" } ?? id) }
}
