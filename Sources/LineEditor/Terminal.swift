import CLibEdit
import Glibc

/// What the terminal is and can do. The environment is passed in.
public enum Terminal {
  public static func isInteractive(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Whether keys can be edited: a terminal on both sides that understands escapes.
  public static func canEdit(environment: [String: String]) -> Bool {
    isInteractive(0) && isInteractive(1) && understandsEscapes(environment)
  }

  /// A terminal, no `NO_COLOR`, and a `TERM` other than `dumb`.
  public static func supportsColor(_ descriptor: Int32, environment: [String: String]) -> Bool {
    isInteractive(descriptor) && permitsColor(environment)
  }

  static func permitsColor(_ environment: [String: String]) -> Bool {
    (environment["NO_COLOR"] ?? "").isEmpty && understandsEscapes(environment)
  }

  private static func understandsEscapes(_ environment: [String: String]) -> Bool {
    !["", "dumb"].contains(environment["TERM"] ?? "")
  }

  /// The number of columns, or `nil` where there is no terminal.
  public static func width(_ descriptor: Int32 = 1) -> Int? { size(descriptor)?.columns }

  static func size(_ descriptor: Int32) -> (rows: Int, columns: Int)? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return (max(1, Int(size.ws_row)), Int(size.ws_col))
  }

  /// The cells `text` fills; control characters count nothing.
  public static func cells(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + $1.cells }
  }
}

extension Unicode.Scalar {
  private static let locale: Void = Locale.useUTF8()

  /// The cells it fills; none for what only combines or controls.
  var cells: Int { max(0, drawnCells) }

  var isDrawable: Bool { drawnCells >= 0 }

  private var drawnCells: Int {
    _ = Self.locale
    return Int(wcwidth(wchar_t(bitPattern: value)))
  }
}
