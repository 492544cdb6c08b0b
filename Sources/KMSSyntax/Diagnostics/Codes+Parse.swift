/// What the parser finds.
extension DiagnosticCode {
  public static var unexpected: Self { Self(rawValue: 101) }
  public static var unclosed: Self { Self(rawValue: 102) }
  public static var unknownCharacter: Self { Self(rawValue: 103) }
  public static var invalidEscape: Self { Self(rawValue: 104) }
  public static var invalidNumber: Self { Self(rawValue: 105) }
  public static var numberTooLarge: Self { Self(rawValue: 106) }
  public static var invalidTime: Self { Self(rawValue: 107) }
  public static var invalidBytes: Self { Self(rawValue: 108) }
  public static var nestedTooDeep: Self { Self(rawValue: 109) }
  public static var unsupportedVersion: Self { Self(rawValue: 110) }
  public static var duplicateName: Self { Self(rawValue: 111) }
  public static var noValue: Self { Self(rawValue: 112) }
  public static var hiddenCharacter: Self { Self(rawValue: 113) }
  public static var textExpected: Self { Self(rawValue: 114) }

  static var parseRows: [Explanation] {
    [
      Explanation(
        .unexpected, "something else was wanted here",
        """
        The text does not follow the grammar at the caret: a word, a sign or a value stands where \
        another was wanted. A command's arguments are separated by spaces, `name=value` has no spaces \
        round its `=`, and a statement ends with its line.
        """),
      Explanation(
        .unclosed, "a bracket, block or text is not closed",
        """
        The file ends before the place that closes what the caret points at. At the prompt the next line \
        goes on with it.
        """),
      Explanation(
        .unknownCharacter, "a character that begins nothing",
        """
        Outside of texts and comments only the characters of the language may stand. An id or a path \
        that holds others is written as a text: "…".
        """),
      Explanation(
        .invalidEscape, "an escape that does not exist",
        """
        A text knows \\n \\t \\r \\" \\\\ \\{ \\} and \\u{…}. In '…' nothing is an escape.
        """),
      Explanation(
        .invalidNumber, "not a number, duration, size or time",
        """
        A value that begins with a digit must be an int (2048, 1_000, 0xff), a duration (500ms 30s 15m \
        24h 90d 12w 2y), a size (64KiB), a percent (1%) or a time (2026-01-31). There are no floats. An \
        id that begins with a digit stands bare as an argument only; elsewhere it is quoted.
        """),
      Explanation(
        .numberTooLarge, "a number beyond 64 bits",
        """
        Integers have 64 bits, and so have durations in milliseconds and sizes in bytes. An id that \
        happens to be a long number is quoted.
        """),
      Explanation(
        .invalidTime, "a date or time that does not exist",
        """
        Times are written 2026-01-31 or 2026-01-31T10:00Z; a clock time names its offset, Z or +02:00, \
        so that a script means the same everywhere.
        """),
      Explanation(
        .invalidBytes, "bytes that do not decode",
        """
        hex"…" holds pairs of hexadecimal digits, base64"…" the standard alphabet with its padding, b"…" \
        ASCII.
        """),
      Explanation(
        .nestedTooDeep, "nested too deep",
        """
        Blocks, brackets and operators are nested deeper than the parser follows. Bind the parts with \
        let.
        """),
      Explanation(
        .unsupportedVersion, "a version of the language that this program does not read",
        """
        `kms 1` is the version of this program, and the line comes first.
        """),
      Explanation(
        .duplicateName, "a name twice in one place",
        """
        A record's name, an argument or a parameter stands twice, and only one of them could count.
        """),
      Explanation(
        .noValue, "a statement where a value is wanted",
        """
        Only expressions, command calls and `for` have a value. A command inside an expression stands in \
        parentheses: (find type=private-key).
        """),
      Explanation(
        .hiddenCharacter, "a character that hides or reorders text",
        """
        Direction marks can make a script read differently from what it does. In a text write \\u{…} \
        instead.
        """),
      Explanation(
        .textExpected, "a plain text is wanted",
        """
        This place is read before anything runs, so the text must stand there as it is, without {…}.
        """),
    ]
  }
}
