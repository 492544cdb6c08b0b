import KMSInterpreter
import KMSShell
import Testing

@Suite struct HighlighterTests {
  private let shell = FakeShell()

  private func marked(_ text: String) -> String {
    let colored = Highlighter(commands: shell.commands, scope: shell.state.scope).highlighted(text)
    let names = [
      "0": ">", "1": "<cmd ", "2": "<note ", "31": "<bad ", "32": "<text ", "33": "<num ", "34": "<arg ", "35": "<key ",
      "36": "<var ",
    ]
    return names.reduce(colored) {
      $0.split(separator: "\u{1b}[\($1.key)m", omittingEmptySubsequences: false).joined(separator: $1.value)
    }
  }

  @Test(arguments: [
    ("create length=2048 # x", "<cmd create> <arg length=><num 2048> <note # x>"),
    ("crate", "<bad crate>"),
    ("let $k = create", "<key let> <var $k> = <cmd create>"),
    ("print \"a{$k.id}b\"", "<bad print> <text \"a>{<var $k>.id}<text b\">"),
    (
      "for $k in find | where age > 90d {\n destroy $k }",
      "<key for> <var $k> <key in> <cmd find> | <key where> age > <num 90d> {\n <cmd destroy> <var $k> }"
    ),
    ("assert count($k) > 0", "<key assert> count(<var $k>) > <num 0>"),
    ("sign 7c1d-9 'raw'", "<cmd sign> 7c1d-9 <text 'raw'>"),
    ("yield {old: $k, new: 1}", "<key yield> {old: <var $k>, new: <num 1>}"),
    ("find | where (age > 1d)", "<cmd find> | <key where> (age > <num 1d>)"),
    ("assert fails(any) { fnd }", "<key assert> <key fails>(any) { <bad fnd> }"),
    ("(find).x", "(<cmd find>).x"),
    ("", ""), ("\"open", "<text \"open>"),
  ])
  func colours(text: String, expected: String) { #expect(marked(text) == expected) }

  @Test(arguments: ["\"{\"{", "é \u{1b} ü", "}{}{", "a\\\nb", "$", "'", "\"\\"])
  func onlyEscapesAreAdded(text: String) {
    let colored = Highlighter(commands: shell.commands, scope: shell.state.scope).highlighted(text)
    var plain = colored
    for code in ["0", "1", "2", "31", "32", "33", "34", "35", "36"] {
      plain = plain.split(separator: "\u{1b}[\(code)m", omittingEmptySubsequences: false).joined()
    }
    #expect(plain == text)
  }
}
