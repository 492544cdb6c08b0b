/// How text reaches a terminal.
public enum Display {
  /// The text with control and direction characters spelled out, since names and messages come from elsewhere.
  public static func safe(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: \.isHidden) else { return text }
    var safe = ""
    for scalar in text.unicodeScalars {
      safe += scalar.isHidden && scalar.value != 0x200d ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }
    return safe
  }

  /// The same for text of several lines, the later ones indented.
  static func multiline(_ text: String, indent: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { safe(String($0)) }
      .joined(separator: "\n" + indent)
  }

  /// Columns of a terminal.
  public static func width(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

  private static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{fe0f}") { return 2 }
    if isCombining(scalar) || scalar.isHidden { return 0 }
    return isWide(scalar) ? 2 : 1
  }

  private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  /// East Asian wide and fullwidth characters.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff,
      0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f900...0x1f9ff, 0x20000...0x3fffd:
      true
    default: false
    }
  }
}
