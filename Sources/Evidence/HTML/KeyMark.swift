/// What an event in a key's life looks like: each kind has a shape of its own, so that colour is not needed.
enum KeyMark {
  /// Shapes around the origin, to be placed by `use`.
  static var definitions: String {
    let shapes = KeyEvent.Kind.allCases.map { "<g id=\"k-\($0.rawValue)\">\(shape($0))</g>" }
    return "<svg class=\"v\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\(shapes.joined())</defs></svg>"
  }

  private static func shape(_ kind: KeyEvent.Kind) -> String {
    switch kind {
    case .created: "<circle class=\"g\" r=\"5\"/>"
    case .activated: "<path class=\"g\" d=\"M-4-5 5 0-4 5z\"/>"
    case .rotated: "<path class=\"a\" d=\"M0-6 6 0 0 6-6 0z\"/>"
    case .deactivated: "<path class=\"n\" d=\"M-5-5h10v10h-10z\"/>"
    case .revoked: "<path class=\"w\" d=\"M-5-5h10v10h-10z\"/>"
    case .compromised: "<path class=\"b\" d=\"M-5-5h10v10h-10z\"/><path class=\"cut\" d=\"M-3-3 3 3M3-3-3 3\"/>"
    case .destroyed: "<path class=\"x\" d=\"M-5-5 5 5M5-5-5 5\"/>"
    case .archived: "<path class=\"n\" d=\"M-6-4h12l-6 9z\"/>"
    case .recovered: "<path class=\"g\" d=\"M-6 4h12l-6-9z\"/>"
    case .changed: "<circle class=\"n\" r=\"3\"/>"
    case .exported: "<path class=\"y\" d=\"M0 5v-9M-4 0 0-4.5 4 0\"/>"
    }
  }

  static func legend(_ kinds: [KeyEvent.Kind], isInterrupted: Bool) -> String {
    func row(_ mark: String, _ words: String) -> String {
      "<li><svg width=\"16\" height=\"16\" aria-hidden=\"true\">\(mark)</svg>\(words)</li>"
    }
    var rows = kinds.map { row(use($0, x: "8", y: 8), $0.rawValue) }
    if isInterrupted { rows.append(row("<line class=\"pause\" x1=\"8\" x2=\"8\" y1=\"0\" y2=\"16\"/>", "resumed")) }
    return "<ul class=\"legend\">\(rows.joined())</ul>\n"
  }

  static func use(_ kind: KeyEvent.Kind, x: String, y: Int) -> String {
    "<use href=\"#k-\(kind.rawValue)\" x=\"\(x)\" y=\"\(y)\"/>"
  }
}
