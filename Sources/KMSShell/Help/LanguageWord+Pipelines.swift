extension LanguageWord {
  static let stages: [LanguageWord] = [
    stage(
      "where", "keep the rows for which a condition holds; a bare word is a field", "where CONDITION", "where age > 90d"
    ),
    stage("sort", "order the rows by a field", "sort FIELD [desc]", "sort name desc"),
    stage("take", "keep the first N rows", "take N", "take 10"),
    stage("skip", "leave out the first N rows", "skip N", "skip 10"),
    stage("select", "keep these fields of each row", "select FIELD, …", "select id, name"),
    stage("group", "collect the rows that agree in these fields", "group FIELD, …", "group state"),
    stage("count", "how many rows there are", "count", "count"),
    stage("distinct", "leave out rows, or a field's values, that came before", "distinct [FIELD]", "distinct name"),
    stage("first", "the first row", "first", "first"),
    stage("last", "the last row", "last", "last"),
  ]

  static let operators: [LanguageWord] = [
    LanguageWord("and", .inner, "both hold", form: "A and B", example: "assert 1 < 2 and 2 < 3"),
    LanguageWord("or", .inner, "one of two holds", form: "A or B", example: "assert 1 < 2 or 2 < 1"),
    LanguageWord("not", .inner, "the opposite", form: "not A", example: "assert not (1 > 2)"),
    LanguageWord("in", .inner, "a list holds a value", form: "VALUE in LIST", example: "assert 1 in [1, 2]"),
    LanguageWord(
      "matches", .inner, "a text fits a pattern with * and ?", form: "TEXT matches PATTERN",
      example: "assert \"prod-db\" matches \"prod-*\""),
    LanguageWord(
      "fails", .inner, "in an assertion: the statement is refused for one of these reasons",
      form: "assert fails(REASON, …) { STATEMENT }", example: "assert fails(any) { fail \"no\" }"),
  ]

  private static func stage(_ name: String, _ summary: String, _ form: String, _ example: String) -> LanguageWord {
    LanguageWord(name, .stage, summary, form: "LIST | " + form, example: "$keys | " + example)
  }
}
