/// Text of a stranger on one line, without anything that could steer a terminal.
func printable(_ text: String, limit: Int) -> String {
  let scalars = text.unicodeScalars.prefix(limit).map { isSafe($0) ? $0 : " " }
  let words = String(String.UnicodeScalarView(scalars)).split(separator: " ")
  return words.joined(separator: " ") + (text.unicodeScalars.count > limit ? " …" : "")
}

private func isSafe(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
  default: true
  }
}
