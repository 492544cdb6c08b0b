/// A piece of text that may be unfinished or wrong, as far as colours and completion need to know it.
struct ScannedToken: Equatable {
  enum Kind: Equatable {
    /// A bare word, an id or a path.
    case word
    /// `name=`, the sign included.
    case argument
    /// `$name`
    case variable
    case number
    /// A text, or its part between two interpolations.
    case text(isClosed: Bool)
    case comment
    case newline
    case symbol(Unicode.Scalar)
  }

  let kind: Kind
  /// UTF-8 offsets.
  let range: Range<Int>
}

extension ScannedToken.Kind {
  var isText: Bool { if case .text = self { true } else { false } }
}
