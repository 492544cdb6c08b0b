import AuditLog

extension RunReport {
  var keySection: PageSection {
    let lived = keys.filter { !$0.events.isEmpty }
    let used = keys.filter { $0.events.isEmpty }
    let present = Set(lived.flatMap { $0.events.map(\.kind) })
    let legend =
      lived.isEmpty
      ? ""
      : KeyMark.legend(
        KeyEvent.Kind.allCases.filter(present.contains), isInterrupted: !run.resumptions.isEmpty)
    let axis = TimeAxis(run)
    let lives = HTMLText.folded(lived, "Keys", by: 300) { part, title in
      let rows = part.lazy.map { [$0.names, $0.drawing(axis, run), $0.ending] }
      let table = HTMLText.table(title, ["Key", "Life in this run", "State after"], rows)
      return "<div class=\"keys\">\(table)</div>"
    }
    let uses = HTMLText.folded(used, "Keys that were only used", startsOpen: false) { part, title in
      HTMLText.table(title, ["Key", "Uses"], part.lazy.map { [HTMLText.code($0.id), Spelling.grouped($0.uses)] })
    }
    return PageSection(id: "keys", title: "The life of each key", body: legend + lives + uses)
  }
}

extension KeyLife {
  fileprivate var names: String {
    let kin = [
      predecessors.isEmpty ? nil : "succeeds \(HTMLText.list(predecessors))",
      successors.isEmpty ? nil : "succeeded by \(HTMLText.list(successors))",
    ].compactMap { $0 }.map { "<br><small>\($0)</small>" }
    return HTMLText.code(id) + kin.joined()
  }

  fileprivate var ending: String {
    let facts = [state, type, uses > 0 ? Spelling.count(uses, "use") : nil].compactMap { $0 }
    return facts.isEmpty ? "" : facts.map(HTMLText.escaped).joined(separator: "<br>")
  }

  fileprivate func drawing(_ axis: TimeAxis, _ run: Run) -> String {
    let places = self.places(axis)
    let title = events.map { event in
      let outcome = event.outcome == .done ? "" : ": \(event.outcome.words)"
      return "\(event.kind.rawValue)\(outcome) \(Spelling.time(event.at)), record \(event.seq)"
    }
    var text = "<svg class=\"life\" width=\"100%\" height=\"24\" role=\"img\">"
    text += "<title>\(HTMLText.escaped(title.joined(separator: "; ")))</title>"
    for pause in run.resumptions.prefix(20) {
      let x = HTMLText.tenths(Self.permille(pause.at, axis))
      text += "<line class=\"pause\" x1=\"\(x)\" x2=\"\(x)\" y1=\"0\" y2=\"24\"/>"
    }
    text += lines(places)
    for (event, place) in zip(events, places) {
      let x = HTMLText.tenths(place)
      if event.outcome != .done {
        text += "<circle class=\"ring \(event.outcome.tone)\" cx=\"\(x)\" cy=\"12\" r=\"9\"/>"
      }
      text += KeyMark.use(event.kind, x: x, y: 12)
    }
    return text + "</svg><small>\(words)</small>"
  }

  /// The same in words, for paper and for readers of the screen.
  private var words: String {
    events.map { event in
      let outcome = event.outcome == .done ? "" : ": \(event.outcome.words)"
      return "\(event.kind.rawValue)\(outcome) <span class=\"seq\">#\(event.seq)</span>"
    }.joined(separator: " · ")
  }

  /// Where the events are drawn, in thousandths of the width: in order, and apart enough to be told from each other.
  private func places(_ axis: TimeAxis) -> [Int64] {
    let gap = min(32, 960 / Int64(max(1, events.count)))
    var places = events.map { Self.permille($0.at, axis) }
    for index in places.indices.dropFirst() { places[index] = max(places[index], places[index - 1] + gap) }
    var limit: Int64 = 980
    for index in places.indices.reversed() {
      places[index] = max(20, min(places[index], limit))
      limit = places[index] - gap
    }
    return places
  }

  private static func permille(_ time: Timestamp, _ axis: TimeAxis) -> Int64 {
    20 + axis.offset(time).multipliedClamping(by: 960) / axis.length
  }

  /// From birth to destruction, or to the end of the run; thinner once the key is out of service.
  private func lines(_ places: [Int64]) -> String {
    var text = ""
    var start: Int64 = wasThereBefore ? 0 : places.first ?? 0
    var isRetired = false
    var isGone = false
    func line(to end: Int64) -> String {
      "<line class=\"\(isRetired ? "retired" : "alive")\" x1=\"\(HTMLText.tenths(start))\""
        + " x2=\"\(HTMLText.tenths(end))\" y1=\"12\" y2=\"12\"/>"
    }
    for (event, place) in zip(events, places) where event.outcome == .done && !isGone {
      switch event.kind {
      case .rotated, .deactivated, .revoked, .compromised, .destroyed:
        text += line(to: place)
        start = place
        isRetired = true
        isGone = event.kind == .destroyed
      case .created, .activated, .archived, .recovered, .changed, .exported: break
      }
    }
    return isGone ? text : text + line(to: 1000)
  }
}
