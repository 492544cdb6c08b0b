extension RunReport {
  var loopSection: PageSection {
    PageSection(id: "items", title: "Items", body: loops.map(\.html).joined())
  }
}

extension Loop {
  private static let heads = ["Item", "Outcome", "Old", "New", "Took"]

  fileprivate var html: String {
    let title = [step, text].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": ")
    let longest = items.lazy.compactMap(\.tookMilliseconds).max() ?? 0
    let bad = items.filter(\.outcome.isBad)
    // A reader looks for these first; the whole list follows in its order.
    let first =
      bad.isEmpty || items.count <= 20
      ? ""
      : "<h4>\(Spelling.count(bad.count, "item needs", "items need")) a look</h4>\n"
        + HTMLText.folded(bad, "Items") { part, title in table(part, title, longest) } + "<h4>All items</h4>\n"
    return "<h3>\(HTMLText.escaped(title.isEmpty ? "Loop \(key)" : title))</h3>\n" + shares + first
      + HTMLText.folded(items, "Items") { part, title in table(part, title, longest) }
  }

  private func table(_ items: ArraySlice<LoopItem>, _ title: String, _ longest: Int64) -> String {
    // A column that says nothing in the whole loop is left out.
    let hasOld = self.items.contains { !$0.old.isEmpty }
    let hasNew = self.items.contains { !$0.new.isEmpty }
    let keep = [true, true, hasOld, hasNew, true]
    func kept(_ cells: [String]) -> [String] { zip(cells, keep).compactMap { $1 ? $0 : nil } }
    let table = HTMLText.table(title, kept(Self.heads), items.lazy.map { kept($0.cells(longest)) })
    return "<div class=\"items\">\(table)</div>"
  }

  /// The outcomes' shares as one bar, with their numbers under it.
  private var shares: String {
    let tally = Outcome.allCases.map { (outcome: $0, count: Int64(count(of: $0))) }.filter { $0.count > 0 }
    let total = max(1, tally.reduce(0) { $0 + $1.count })
    var text = "<svg class=\"shares\" width=\"100%\" height=\"10\" aria-hidden=\"true\">"
    var start: Int64 = 0
    for part in tally {
      text += "<rect class=\"\(part.outcome.tone)\" x=\"\(HTMLText.percent(start, of: total))\""
      text += " width=\"\(HTMLText.percent(part.count, of: total, least: 3))\" height=\"10\"/>"
      start += part.count
    }
    let words = tally.map { "<li>\(HTMLText.badge($0.outcome)) \(Spelling.grouped(Int($0.count)))</li>" }
    return text + "</svg>\n<ul class=\"legend\">\(words.joined())</ul>\n"
  }
}

extension LoopItem {
  fileprivate func cells(_ longest: Int64) -> [String] {
    let note = error.map { "<br><small>\(HTMLText.escaped($0.message))</small>" } ?? ""
    let took = tookMilliseconds.map {
      Spelling.duration($0.multipliedClamping(by: 1000)) + HTMLText.bar($0, of: longest, tone: outcome.tone)
    }
    return [
      "<small>\(index)</small> \(HTMLText.code(label))", HTMLText.badge(outcome) + note, HTMLText.list(old, by: "<br>"),
      HTMLText.list(new, by: "<br>"), took ?? "",
    ]
  }
}
