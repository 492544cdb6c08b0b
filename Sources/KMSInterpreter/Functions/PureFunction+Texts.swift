import KMSSyntax

extension PureFunction {
  static let texts: [PureFunction] = [
    PureFunction("lower(text)", [.text], returns: .text, "in small letters") { values, context in
      .text(try values.text(at: 0, context).lowercased())
    },
    PureFunction("upper(text)", [.text], returns: .text, "in capitals") { values, context in
      .text(try values.text(at: 0, context).uppercased())
    },
    PureFunction("starts(text, prefix)", [.text, .text], returns: .bool, "whether the text starts with the prefix") {
      values, context in
      .bool(Text.starts(try values.text(at: 0, context), try values.text(at: 1, context)))
    },
    PureFunction("ends(text, suffix)", [.text, .text], returns: .bool, "whether the text ends with the suffix") {
      values, context in
      .bool(Text.ends(try values.text(at: 0, context), try values.text(at: 1, context)))
    },
    PureFunction(
      "split(text, separator)", [.text, .text], returns: .list(of: .text), "the pieces between the separators"
    ) {
      values, context in
      let pieces = Text.pieces(of: try values.text(at: 0, context), by: try values.text(at: 1, context))
      return .list(pieces.map { .text($0) })
    },
    PureFunction(
      "join(list, separator)", [.list(of: .any), .text], optional: 1, returns: .text, "the elements as one text"
    ) {
      values, context in
      let separator = values.count > 1 ? try values.text(at: 1, context) : ""
      return .text((values[at: 0].elements ?? [values[at: 0]]).map(ValueText.text).joined(separator: separator))
    },
    PureFunction(
      "format(pattern, a, …)", [.text, .any], optional: 1, isVariadic: true, returns: .text,
      "the pattern with each {} replaced by an argument: format('{} of {}', 1, 2)"
    ) { values, context in
      let pieces = Text.pieces(of: try values.text(at: 0, context), by: "{}")
      guard pieces.count == values.count else {
        throw context.invalid(
          "the pattern has \(pieces.count - 1) {} and there are \(values.count - 1) values for them")
      }
      return .text(zip(pieces, values.dropFirst().map(ValueText.text) + [""]).map { $0 + $1 }.joined())
    },
  ]
}
