/// Text and elements of a page.
enum HTMLText {
  /// For an element's content or a quoted attribute. What would turn the direction of reading is shown by its name.
  static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: turnsDirection) else { return XMLText.escaped(text) }
    var shown = ""
    for scalar in text.unicodeScalars {
      if turnsDirection(scalar) {
        shown += "⟨U+\(String(scalar.value, radix: 16, uppercase: true))⟩"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return XMLText.escaped(shown)
  }

  private static func turnsDirection(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  static func code(_ text: String) -> String { "<code>\(escaped(text))</code>" }

  static func list(_ ids: [String], by separator: String = ", ") -> String {
    let shown = ids.prefix(6).map(code).joined(separator: separator)
    return ids.count > 6 ? "\(shown)\(separator)and \(ids.count - 6) more" : shown
  }

  static func badge(_ outcome: Outcome, isExpected: Bool = false) -> String {
    let tone = isExpected ? Outcome.skipped.tone : outcome.tone
    return "<span class=\"o \(tone)\"><span aria-hidden=\"true\">\(outcome.glyph)</span> \(outcome.words)</span>"
  }

  /// Where words beside it say the same.
  static func glyph(_ outcome: Outcome) -> String {
    "<span class=\"o \(outcome.tone)\" aria-hidden=\"true\">\(outcome.glyph)</span>"
  }

  /// Terms and what they say; a row that says nothing is left out. The values are markup.
  static func facts(_ rows: [(term: String, value: String?)]) -> String {
    let rows = rows.compactMap { row in row.value.map { "<dt>\(row.term)</dt><dd>\($0)</dd>" } }
    return rows.isEmpty ? "" : "<dl>\(rows.joined(separator: "\n"))</dl>\n"
  }

  /// A table whose cells are markup and know the head of their column, for a narrow screen.
  static func table(_ caption: String, _ heads: [String], _ rows: some Sequence<[String]>) -> String {
    var text = "<table><caption class=\"v\">\(escaped(caption))</caption><thead><tr>"
    for head in heads { text += "<th scope=\"col\">\(head)</th>" }
    text += "</tr></thead>\n<tbody>\n"
    for row in rows {
      text += "<tr>"
      for (head, cell) in zip(heads, row) {
        text += cell.isEmpty ? "<td class=\"e\"></td>" : "<td data-h=\"\(head)\">\(cell)</td>"
      }
      text += "</tr>\n"
    }
    return text + "</tbody></table>\n"
  }

  /// Long tables in parts, of which only the first is open: a closed part costs a browser nothing.
  static func folded<Element>(
    _ elements: [Element], _ many: String, by size: Int = 500, startsOpen: Bool = true,
    _ part: (ArraySlice<Element>, String) -> String
  ) -> String {
    if elements.isEmpty { return "" }
    if elements.count <= size, startsOpen { return part(elements[...], many) }
    return stride(from: 0, to: elements.count, by: size).map { start in
      let end = min(start + size, elements.count)
      let title = "\(many) \(Spelling.grouped(start + 1)) to \(Spelling.grouped(end))"
      let isOpen = startsOpen && start == 0
      return "<details\(isOpen ? " open" : "")><summary>\(escaped(title))</summary>\n"
        + part(elements[start..<end], title) + "</details>\n"
    }.joined()
  }

  /// A bar whose length is a share of the width.
  static func bar(_ part: Int64, of whole: Int64, from start: Int64 = 0, tone: String = "n") -> String {
    "<svg class=\"bar\" width=\"100%\" height=\"6\" aria-hidden=\"true\">"
      + "<rect class=\"track\" width=\"100%\" height=\"6\" rx=\"3\"/>"
      + "<rect class=\"\(tone)\" x=\"\(percent(start, of: whole))\" width=\"\(percent(part, of: whole, least: 6))\""
      + " height=\"6\" rx=\"3\"/></svg>"
  }

  /// - Parameter least: In thousandths, so that what is there can be seen.
  static func percent(_ part: Int64, of whole: Int64, least: Int64 = 0) -> String {
    let share = whole > 0 ? min(1000, max(0, part.multipliedClamping(by: 1000) / whole)) : 0
    return tenths(max(share, least))
  }

  static func tenths(_ permille: Int64) -> String { "\(permille / 10).\(permille % 10)%" }
}

extension Outcome {
  /// `g` good, `b` bad, `w` in doubt, `n` neither.
  var tone: String {
    switch self {
    case .done: "g"
    case .refused, .failed: "b"
    case .inDoubt, .unfinished: "w"
    case .skipped, .cancelled, .rehearsed, .notStarted: "n"
    }
  }

  var glyph: String {
    switch self {
    case .done: "✓"
    case .refused, .failed: "✕"
    case .inDoubt: "?"
    case .unfinished: "…"
    case .skipped, .cancelled: "–"
    case .rehearsed: "≈"
    case .notStarted: "○"
    }
  }

  var words: String {
    switch self {
    case .inDoubt: "in doubt"
    case .notStarted: "not started"
    case .done, .refused, .failed, .skipped, .cancelled, .rehearsed, .unfinished: rawValue
    }
  }
}
