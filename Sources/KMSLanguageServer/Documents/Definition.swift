import KMSSyntax

/// A name that a script gives something, and where the name can be seen.
struct Definition {
  enum Kind {
    case variable
    case parameter(Parameter)
    case function(Function)
  }

  let name: Name
  let kind: Kind
  /// Offsets in the source of the name.
  let visible: Range<Int>

  var isFunction: Bool { if case .function = kind { true } else { false } }

  func isSeen(at offset: Int) -> Bool { visible.lowerBound <= offset && offset <= visible.upperBound }
}

extension Function {
  /// `rotate(key: id, length: int = 2048)`
  var signature: String {
    "\(name.text)(" + parameters.map(\.signature).joined(separator: ", ") + ")"
  }
}

extension Parameter {
  var signature: String {
    "\(name.text): \(type.text)" + (initial.map { " = " + Unparser.expression($0) } ?? "")
  }
}
