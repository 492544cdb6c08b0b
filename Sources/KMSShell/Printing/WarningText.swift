/// A warning of a command, in the manner of a diagnostic.
public enum WarningText {
  /// With its line ends.
  public static func text(_ message: String, hint: String? = nil, color: Bool) -> String {
    let style = Style(color: color)
    let hint = hint.map { style.paint("  = ", "34") + SafeText.line($0) + "\n" } ?? ""
    return style.paint("warning", "1;33") + style.bold(": " + SafeText.line(message)) + "\n" + hint
  }
}
