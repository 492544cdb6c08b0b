extension String {
  /// Without characters that control the terminal or turn the writing around: what may be shown whoever wrote it.
  var printable: String {
    String(String.UnicodeScalarView(unicodeScalars.filter { !$0.isControl && !$0.properties.isBidiControl }))
  }
}

extension Unicode.Scalar {
  var isControl: Bool { properties.generalCategory == .control }
}
