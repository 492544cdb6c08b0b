/// What a run finds by itself.
extension DiagnosticCode {
  public static var assertionFailed: Self { Self(rawValue: 301) }
  public static var checkFailed: Self { Self(rawValue: 302) }
  public static var failed: Self { Self(rawValue: 303) }
  public static var arithmeticOverflow: Self { Self(rawValue: 304) }
  public static var noneOrdered: Self { Self(rawValue: 305) }
  public static var indexOutOfRange: Self { Self(rawValue: 306) }
  public static var noSuchMember: Self { Self(rawValue: 307) }
  public static var typeMismatch: Self { Self(rawValue: 308) }
  public static var cancelled: Self { Self(rawValue: 309) }
  public static var cannotConfirm: Self { Self(rawValue: 310) }
  public static var budgetExceeded: Self { Self(rawValue: 311) }
  public static var invalidArgument: Self { Self(rawValue: 312) }
  public static var timedOut: Self { Self(rawValue: 313) }
  public static var requirementUnmet: Self { Self(rawValue: 314) }

  static var evaluationRows: [Explanation] {
    [
      Explanation(
        .assertionFailed, "an assertion failed",
        """
        `assert` stops the script when its condition does not hold.
        """),
      Explanation(
        .checkFailed, "a check failed",
        """
        `check` records and goes on; the run still ends non-zero.
        """),
      Explanation(
        .failed, "the script failed on purpose",
        """
        `fail` stops the script with its message.
        """),
      Explanation(
        .arithmeticOverflow, "a number beyond 64 bits, or a division by zero",
        """
        Integers have 64 bits and never wrap around.
        """),
      Explanation(
        .noneOrdered, "none has no order",
        """
        A comparison by order met `none`. Give it a value: `age ?? 0d`.
        """),
      Explanation(
        .indexOutOfRange, "an index outside of its list",
        """
        A list of n items is indexed from 0 to n-1, or from the end with -1.
        """),
      Explanation(
        .noSuchMember, "no such member",
        """
        The record or object has no member of this name.
        """),
      Explanation(
        .typeMismatch, "a value of another type at run time",
        """
        The value's type was not known before the run, and it does not fit.
        """),
      Explanation(
        .cancelled, "cancelled",
        """
        The statement was interrupted before it finished. What was sent is on record.
        """),
      Explanation(
        .cannotConfirm, "nobody can confirm",
        """
        There is no terminal to ask at. Approve the plan beforehand with --approve.
        """),
      Explanation(
        .budgetExceeded, "the failure budget is exceeded",
        """
        More items failed than budget= allows, so the loop launched no further ones.
        """),
      Explanation(
        .invalidArgument, "a function cannot use this value",
        """
        The value has the right type, and the function still cannot work with it.
        """),
      Explanation(
        .timedOut, "the time is up",
        """
        What has a timeout= took longer and was cancelled. What it had finished by then stands and is on record. \
        `wait until` gives up after five minutes unless its timeout= says otherwise.
        """),
      Explanation(
        .requirementUnmet, "the server lacks what the script requires",
        """
        `require` is checked before anything else runs. Nothing was changed.
        """),
    ]
  }
}
