extension LanguageWord {
  static let statements: [LanguageWord] = [
    LanguageWord(
      "let", .statement, "bind a name to a value; at the prompt a name may be bound again",
      form: "let $name = VALUE", example: "let $limit = 500"),
    LanguageWord(
      "if", .statement, "run a block where a condition holds",
      form: "if CONDITION { … } else if CONDITION { … } else { … }", example: "if 1 < 2 { print \"yes\" }"),
    LanguageWord(
      "else", .inner, "what an 'if' runs otherwise, or a 'try' after a refusal",
      form: "if CONDITION { … } else { … }", example: "if 1 > 2 { print \"yes\" } else { print \"no\" }"),
    LanguageWord(
      "for", .statement, "run a block for each item of a list; as a value it is a table of the outcomes",
      form: "for $name in LIST parallel=1 { … }", example: "for $n in [1, 2] parallel=2 { yield $n * 2 }"),
    LanguageWord(
      "step", .statement, "a unit of the report; 'always' runs it after a failure too",
      form: "step \"title\" always { … }", example: "step \"greet\" { print \"hello\" }"),
    LanguageWord(
      "assert", .statement, "stop unless a condition holds, or unless a statement is refused for one of these reasons",
      form: "assert CONDITION \"why\"\nassert fails(REASON, …) { STATEMENT }",
      example: "assert 1 < 2 \"numbers are in order\""),
    LanguageWord(
      "check", .statement, "put on record that a condition does not hold, and go on; the run ends non-zero",
      form: "check CONDITION \"why\"", example: "check 1 < 2 \"numbers are in order\""),
    LanguageWord("fail", .statement, "stop", form: "fail \"why\"", example: "fail \"the ticket is closed\""),
    LanguageWord(
      "confirm", .statement, "ask at the terminal before going on",
      form: "confirm \"question\"", example: "confirm \"destroy three keys\""),
    LanguageWord(
      "try", .statement, "catch what the server refuses; an outcome in doubt is never caught",
      form: "try { … } else $error { … }", example: "try { fail \"no\" } else $error { print $error.message }"),
    LanguageWord(
      "def", .statement, "define a function; it cannot call itself",
      form: "def name(a: TYPE, b: TYPE = DEFAULT) { … return VALUE }",
      example: "def double(n: int) { return $n * 2 }\nprint double(4)"),
    LanguageWord(
      "use", .statement, "take in another file's definitions and params", form: "use \"file.kms\"",
      example: "use \"lib.kms\""),
    LanguageWord(
      "yield", .statement, "give an item's value in a loop", form: "yield VALUE", example: "for $n in [1] { yield $n }"),
    LanguageWord(
      "return", .statement, "end a function with a value", form: "return VALUE",
      example: "def one() { return 1 }"),
    LanguageWord(
      "skip", .statement, "leave an item of a loop", form: "skip \"why\"",
      example: "for $n in [1, 2] { if $n == 2 { skip \"even\" }; print $n }"),
    LanguageWord(
      "param", .statement, "a script's parameter: --name VALUE on the command line",
      form: "param name: TYPE = DEFAULT \"help\"", example: "param limit: int = 500 \"at most this many\""),
    LanguageWord("kms", .statement, "the version of the language, first in a file", form: "kms 1", example: "kms 1"),
  ]
}
