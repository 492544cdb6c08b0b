extension LayoutWriter {
  /// Where the pieces of a statement or an element stand.
  struct Place {
    /// Of the line that they begin in.
    let indent: Int
    /// Of the lines that go on with it.
    let hang: Int
    /// Columns that must stay free behind the last piece.
    var suffix = 0
    /// Between brackets a line may end anywhere.
    var isEnclosed = false
  }

  mutating func write(_ pieces: [Layout.Piece], _ place: Place) {
    if let text = Flat.text(pieces), !isBehindComment, fits(text, suffix: place.suffix, width: pieces.width) {
      return emit(text)
    }
    let stages = pieces.split(omittingEmptySubsequences: false, whereSeparator: \.isBar)
    for (index, stage) in stages.enumerated() {
      var inner = place
      if index > 0 {
        breakLine(place.hang)
        emit("|")
        inner = Place(
          indent: place.hang, hang: place.hang + Self.indentation, suffix: place.suffix, isEnclosed: place.isEnclosed)
      }
      if index + 1 < stages.count { inner.suffix = 0 }
      write(stage: Array(stage), inner, isFirst: index == 0)
    }
  }

  private mutating func write(stage pieces: [Layout.Piece], _ place: Place, isFirst: Bool) {
    if let text = Flat.text(pieces, keepsFirstSpace: !isFirst), !isBehindComment,
      fits(text, suffix: place.suffix, width: pieces.width)
    {
      return emit(text)
    }
    var isStart = true
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .comment(let comment): write(comment: comment, indent: isStart ? place.indent : place.hang)
      case .token(let lexeme, let isSpaced):
        part(from: lexeme, isSpaced: isSpaced, isStart: isStart, isFirst: isFirst, place)
        emit(lexeme.text)
        isStart = false
      case .group(let group, let isSpaced):
        part(from: group.opener, isSpaced: isSpaced, isStart: isStart, isFirst: isFirst, place)
        isStart = false
        let rest = Flat.start(of: pieces.dropFirst(index + 1))
        if let text = Flat.text(group),
          fits(text + rest.text, suffix: rest.isAll ? place.suffix : 0, width: [piece].width)
        {
          emit(text)
        } else {
          write(group, place)
        }
      }
    }
  }

  /// A space, or the line's end that stood there.
  private mutating func part(from lexeme: Lexeme, isSpaced: Bool, isStart: Bool, isFirst: Bool, _ place: Place) {
    if isBehindComment { return breakLine(isStart ? place.indent : place.hang) }
    if isStart { return emit(isFirst || !isSpaced ? "" : " ") }
    guard lexeme.beginsLine else { return emit(isSpaced ? " " : "") }
    if lexeme.isJoined, !place.isEnclosed { emit(" \\") }
    breakLine(place.hang)
  }

  /// One element a line.
  private mutating func write(_ group: Layout.Group, _ place: Place) {
    emit(group.opener.text)
    let indent = place.indent + Self.indentation
    for (index, element) in group.elements.enumerated() {
      let isLast = index + 1 == group.elements.count
      if !element.pieces.isEmpty {
        breakLine(indent)
        write(element.pieces, Place(indent: indent, hang: indent + Self.indentation, suffix: 1, isEnclosed: true))
        if !isLast || group.takesLastComma { emit(",") }
      }
      for (place, comment) in element.comments.enumerated() {
        if place == 0, element.pieces.isEmpty { breakLine(indent) }
        write(comment: comment, indent: indent)
      }
    }
    breakLine(place.indent)
    emit(group.closer?.text ?? "")
  }
}

extension [Layout.Piece] {
  /// What a line of them may take.
  var width: Int { contains(where: \.breaksWell) ? LayoutWriter.width : LayoutWriter.widthOfUnbroken }
}

extension Layout.Piece {
  fileprivate var breaksWell: Bool {
    switch self {
    case .comment: true
    case .token(let lexeme, _): lexeme.symbol == .bar || lexeme.beginsLine
    case .group(let group, _): group.opener.symbol != .leftParenthesis && !group.elements.isEmpty
    }
  }
}

extension Layout.Group {
  fileprivate var takesLastComma: Bool {
    endsWithComma || elements.count > 1 && hasCommas && opener.symbol != .leftParenthesis
  }
}
