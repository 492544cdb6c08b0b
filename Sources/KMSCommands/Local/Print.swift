import KMSInterpreter
import KMSSyntax

extension Command {
  static func print(_ console: any Console) -> Command {
    Command(
      "print", "print values in the chosen output format",
      effect: .local,
      parameters: [CommandParameter("values", .list(of: .any), .rest, required: true, help: "what to print")],
      returns: .none,
      examples: [
        Example("print \"hello\"", "a text"),
        Example(
          """
          let $key = create
          print "{$key.id} is {$key.state}"
          """, "with values in it"),
      ]
    ) { invocation in
      if case .list(let values)? = invocation.arguments["values"] { for value in values { console.print(value) } }
      return .none
    }
  }

  static func report(_ console: any Console) -> Command {
    Command(
      "report", "print a table: a loop's outcome, or a list of objects",
      effect: .local,
      parameters: [
        CommandParameter(
          "table", .table, .positional, required: true, help: "a table, or a list of records or objects"),
        CommandParameter("columns", .list(of: .words("column", [])), help: "which columns, in this order"),
        CommandParameter("title", .text, help: "a line above it"),
      ],
      returns: .none,
      examples: [
        Example("report (find type=symmetric-key) columns=[id, name, state]", "a list of objects"),
        Example(
          """
          let $done = for $n in [1, 2] { yield $n * 2 }
          report $done columns=[item, value, outcome] title="doubled"
          """,
          "what a loop did"),
      ]
    ) { invocation in
      guard case .table(let table)? = invocation.arguments["table"] else {
        throw CommandError(.wrongType, "'table' takes a table", parameter: "table")
      }
      console.report(table, title: invocation.arguments.text("title"), columns: invocation.arguments.words("columns"))
      return .none
    }
  }
}
