/// What the checker finds; nothing was sent.
extension DiagnosticCode {
  public static var unknownCommand: Self { Self(rawValue: 201) }
  public static var unknownParameter: Self { Self(rawValue: 202) }
  public static var missingParameter: Self { Self(rawValue: 203) }
  public static var wrongType: Self { Self(rawValue: 204) }
  public static var unknownWord: Self { Self(rawValue: 205) }
  public static var unknownVariable: Self { Self(rawValue: 206) }
  public static var alreadyBound: Self { Self(rawValue: 207) }
  public static var unknownFunction: Self { Self(rawValue: 208) }
  public static var secretWouldLeak: Self { Self(rawValue: 209) }
  public static var notInThisVersion: Self { Self(rawValue: 210) }
  public static var misplacedStatement: Self { Self(rawValue: 211) }
  public static var unknownField: Self { Self(rawValue: 212) }
  public static var targetNotAllowed: Self { Self(rawValue: 213) }
  public static var wrongArgumentCount: Self { Self(rawValue: 214) }
  public static var useFailed: Self { Self(rawValue: 215) }
  public static var recursiveDefinition: Self { Self(rawValue: 216) }
  public static var unusedVariable: Self { Self(rawValue: 220) }
  public static var unusedParameter: Self { Self(rawValue: 221) }
  public static var unusedDefinition: Self { Self(rawValue: 222) }
  public static var unusedFile: Self { Self(rawValue: 223) }
  public static var unreachable: Self { Self(rawValue: 224) }
  public static var unconfirmed: Self { Self(rawValue: 225) }

  static var checkRows: [Explanation] { errorRows + lintRows }

  /// What `kmsh check` warns of.
  private static var lintRows: [Explanation] {
    [
      Explanation(
        .unusedVariable, "a variable that nothing uses",
        """
        A name is bound and never used: often a misspelt one, or a value that was to be checked. A name that begins \
        with _ may stay unused.
        """),
      Explanation(
        .unusedParameter, "a parameter that nothing uses",
        """
        Whoever runs the script gives a value that changes nothing. Use it, or take it away.
        """),
      Explanation(
        .unusedDefinition, "a definition that nothing calls",
        """
        The def may go, or stand in a file of its own that scripts take in with `use`.
        """),
      Explanation(
        .unusedFile, "a file of which nothing is used",
        """
        `use` takes in definitions and parameters, and the script uses none of this file's.
        """),
      Explanation(
        .unreachable, "a statement that never runs",
        """
        The statement before it always leaves: yield, return, skip or fail. Steps that run always are reached even \
        so.
        """),
      Explanation(
        .unconfirmed, "destruction without a confirm",
        """
        A destructive command cannot be undone, and no `confirm` stands before it. Nobody needs to be asked about \
        objects that the script has made itself, nor in a step that runs always, which tidies up.
        """),
    ]
  }

  private static var errorRows: [Explanation] {
    [
      Explanation(
        .unknownCommand, "unknown command",
        """
        No command, alias or definition has this name. `help` lists the commands.
        """),
      Explanation(
        .unknownParameter, "unknown parameter",
        """
        The command has no parameter of this name. `help COMMAND` lists them.
        """),
      Explanation(
        .missingParameter, "a required parameter is missing",
        """
        The command cannot run without this parameter.
        """),
      Explanation(
        .wrongType, "a value of another type is wanted",
        """
        Each parameter, operator and function names the types that it takes; nothing is converted \
        silently.
        """),
      Explanation(
        .unknownWord, "unknown word of an enumeration",
        """
        The slot takes the words of one enumeration. `-` and `_` are alike.
        """),
      Explanation(
        .unknownVariable, "unknown variable",
        """
        No let, parameter or loop binds this name here or in a block around.
        """),
      Explanation(
        .alreadyBound, "the name is bound already",
        """
        A name is bound once in its block. At the prompt it may be bound again.
        """),
      Explanation(
        .unknownFunction, "unknown function",
        """
        Neither a built-in function nor a def above this line has this name. A def cannot see itself.
        """),
      Explanation(
        .secretWouldLeak, "a secret would leak",
        """
        A secret has no printer, no == and no text form. Pass it to a parameter that takes a secret, \
        save it, or compare it with same(…).
        """),
      Explanation(
        .notInThisVersion, "not in this version",
        """
        The language knows this word; this program has not learnt it.
        """),
      Explanation(
        .misplacedStatement, "a statement outside of its place",
        """
        `yield` and `skip` stand in a for, `return` in a def, `param` and `use` at the top of a file.
        """),
      Explanation(
        .unknownField, "unknown field",
        """
        No row or object has this field. A field that a server may leave out is `none`: write `age ?? \
        0d`.
        """),
      Explanation(
        .targetNotAllowed, "a target that a destructive command does not take",
        """
        Destruction needs a list that was seen: ids, objects or a variable that holds them; never a tag, \
        a pattern or an open query.
        """),
      Explanation(
        .wrongArgumentCount, "too many or too few arguments",
        """
        The function or definition takes another number of arguments.
        """),
      Explanation(
        .useFailed, "a used file is missing or uses itself",
        """
        `use` reads a file relative to the file that names it; a cycle is an error.
        """),
      Explanation(
        .recursiveDefinition, "a definition that calls itself",
        """
        Every script ends: a def sees only what stands above it.
        """),
    ]
  }
}
