import KMSInterpreter
import KMSShell
import LineEditor
import Testing

@Suite struct CompletionTests {
  private let shell = FakeShell()
  private let completer: Completer

  init() {
    let state = shell.state
    state.scope.bind(
      "key", .object(Fixture.key(Fixture.id, name: "billing", age: 1, links: [("public-key", .id("pub-1"))])))
    state.scope.bind(
      "pair", .record(Record([("private", .object(Fixture.key("a", name: nil, age: 1))), ("public-id", .id("b"))])))
    state.scope.bind("limit", .int(5))
    state.scope.bind("rows", .list([.record(Record([("who", .text("x")), ("when", .none)]))]))
    for id in ["7c1d-old", "7c1d-new", "with space"] { state.seenIDs.note(.id(id)) }
    completer = Completer(commands: shell.commands, scope: state.scope, seenIDs: state.seenIDs) { directory in
      switch directory {
      case "":
        [
          .init(name: "keys", isDirectory: true), .init(name: "a.pem", isDirectory: false),
          .init(name: ".ssh", isDirectory: true),
          .init(name: "my dir", isDirectory: true), .init(name: "my file", isDirectory: false),
        ]
      case "keys/": [.init(name: "root.pem", isDirectory: false)]
      default: []
      }
    }
  }

  /// `▮` marks the cursor.
  private func answers(_ marked: String) -> [Completion] {
    let parts = marked.split(separator: "▮", maxSplits: 1, omittingEmptySubsequences: false)
    let entry = parts.joined()
    return completer.completions(CompletionRequest(entry: entry, cursor: parts[0].utf8.count))
  }

  @Test(arguments: [
    ("cre▮", ["create"]), ("si▮", ["sign", "signature"]), ("as▮", ["assert"]), ("let $k = cre▮", ["create"]),
    ("print (cre▮", ["create"]), ("find\nde▮", ["def", "destroy"]), ("if true { des▮", ["destroy"]),
    ("for $x in fi▮", ["find", "fingerprint("]),
    ("let $d = for $x in fin▮", ["find", "fingerprint("]), ("create algorithm=▮", ["aes", "rsa", "ec"]),
    ("create algorithm=r▮", ["rsa"]),
    ("create act▮", ["activate="]), ("create activate=t▮", ["true"]), ("create algorithm=aes al▮", []),
    ("create algorithm=aes ▮", ["length=", "activate=", "usage="]), ("create usage=[encrypt, d▮", ["decrypt"]),
    ("create usage=[encrypt] le▮", ["length="]), ("sign $key ▮", ["data=", "hash=", "file="]),
    ("sign $key hash=sha3▮", ["sha3-256"]),
    ("sign $key hash=SHA_2▮", ["sha-256"]), ("sign 7c▮", ["7c1d-new", "7c1d-old"]), ("sign wi▮", ["\"with space\""]),
    ("sign $rows[0] da▮", ["data="]), ("sign (find | first) da▮", ["data="]),
    ("destroy 7c1d-new 7c1d-o▮", ["7c1d-old"]),
    ("destroy [7c1d-new, 7c1d-o▮", ["7c1d-old"]), ("sign $k▮", ["$key"]),
    ("sign $key.▮", ["age", "algorithm", "created", "id", "length", "links", "name", "state", "type"]),
    ("sign $key.links.▮", ["public-key"]), ("sign $pair.pu▮", ["public-id"]), ("print $pair.private.st▮", ["state"]),
    ("print \"it is {$key.na▮", ["name"]), ("print $nothing.▮", []), ("find | wh▮", ["where"]),
    ("find | des▮", ["destroy"]),
    ("find | where st▮", ["state"]), ("find | where (na▮", ["name"]), ("$rows | sort w▮", ["when", "who"]),
    ("find | select type, na▮", ["name"]),
    ("find | where state == active | so▮", ["sort"]), ("read ▮", ["a.pem", "keys/", "\"my dir/", "\"my file\""]),
    ("read keys/▮", ["keys/root.pem"]),
    ("read .▮", [".ssh/"]), ("read \"my f▮", ["\"my file\""]), ("sign $key file=a▮", ["a.pem"]),
    ("help sig▮", ["sign", "signature"]),
    ("help whe▮", ["where"]), ("help fing▮", ["fingerprint"]), ("output js▮", ["json", "jsonl"]),
    ("assert cou▮", ["count("]),
    ("# cre▮", []), ("print \"cre▮", []), ("let ▮", []), ("let $new▮", []), ("def sig▮", []), ("cre▮ name", ["create"]),
    ("timing o▮", ["on", "off"]),
    ("let $r = {a: $li▮", ["$limit"]), ("let $r = {a: cou▮", ["count("]),
    ("let $r = {a: 1, cou▮", []), ("destroy \"{$limit}7c▮", []), ("destroy \"7c1d-o▮", ["\"7c1d-old\""]),
    ("assert fails(item▮", ["item-not-found"]), ("assert fails(any) { cre▮", ["create"]),
    ("tabulate columns=[id, na▮", ["name"]), ("print \"{$limit} of {cou▮", ["count("]),
  ])
  func answers(marked: String, expected: [String]) { #expect(answers(marked).map(\.replacement) == expected) }

  @Test func theStartOffersEverything() {
    let words = answers("▮").map(\.replacement)
    for word in ["create", "let", "for", "help", "quit", "find"] { #expect(words.contains(word)) }
    #expect(!words.contains("where"))
  }

  @Test func answersSayWhatTheyAreAndWhatTheyReplace() throws {
    let create = try #require(answers("let $k = cre▮").first)
    #expect(create.start == 9 && create.note == "make a key in the KMS" && create.appendsSpace)
    let data = try #require(answers("sign $key da▮").first)
    #expect(data.note == "required; what to sign" && !data.appendsSpace)
    let field = try #require(answers("print $key.na▮").first)
    #expect(field.start == 11 && field.note == "billing")
  }

  @Test func aSlotOffersVariablesThatFit() {
    let words = answers("sign ▮").map(\.replacement)
    #expect(words.contains("$key") && !words.contains("$limit") && !words.contains("$rows"))
    #expect(words.prefix(3) == ["\"with space\"", "7c1d-new", "7c1d-old"])
  }

  @Test(arguments: [
    "\"{\"{\"{", "$", "$.", "$a..", "((((", "}}}}]])", "let $x = \"\\", "'", "|||", "\u{1b}\u{0}é$é.", "a=b=c==",
    "for for in in {",
  ])
  func anyTextHasAnAnswer(text: String) {
    for end in 0...text.utf8.count { _ = completer.completions(CompletionRequest(entry: text, cursor: end)) }
  }
}

@Suite struct SeenIDsTests {
  @Test func theLatestComesFirstAndOnce() {
    let seen = SeenIDs(limit: 3)
    seen.note(.list([.id("a"), .id("b"), .id("a")]))
    seen.note(
      .record(Record([("key", .object(Fixture.key("c", name: "k", age: 1, links: [("public-key", .id("b"))])))])))
    #expect(seen.ids == ["c", "b", "a"])
    seen.note(.error(ErrorValue(code: "K0401", id: "d", message: "")))
    #expect(seen.ids == ["d", "c", "b"])
  }
}

@Suite struct DirectoryListingTests {
  @Test func namesAreListedAndDirectoriesKnown() {
    let entries = DirectoryListing.entries("~/", home: "/")
    #expect(entries.contains { $0.name == "etc" && $0.isDirectory })
    #expect(DirectoryListing.entries("/etc/", home: nil).contains { $0.name == "passwd" && !$0.isDirectory })
    #expect(DirectoryListing.entries("/no such place/", home: nil).isEmpty)
  }
}
