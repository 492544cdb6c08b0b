import KMSInterpreter
import Testing

@Suite struct PipelineTests {
  @Test(arguments: [
    ("find | where algorithm == rsa | select name", "old, lost"),
    ("find | where age ?? 0d > 90d | select name", "old"),
    ("find | where links.replacement == none | select name", "young, lost"),
    ("find | where algorithm in [ec, aes] | select name", "young"),
    ("find | where rsa == algorithm | select name", "old, lost"),
    ("find | where name matches \"*o*\" | sort name | select name", "lost, old, young"),
    ("find | sort name desc | take 2 | select name", "young, old"),
    ("find | skip 1 | select name", "young, lost"),
    ("find | sort algorithm | select name", "young, old, lost"),
  ])
  func rows(pipeline: String, names: String) async throws {
    let ran = try await run("let $t = \(pipeline)\nprint $t.name")
    #expect(ran.errors == [])
    #expect(ran.printed == [names])
  }

  @Test(arguments: [
    ("find | count", "= 3"), ("find | first", "= id-old"), ("find | last", "= id-lost"), ("[] | first", nil),
    ("[3, 1, 3] | distinct", "= [3, 1]"), ("find | distinct algorithm | count", "= 2"),
    ("let $o = find | first | touch", nil), ("find | first | touch", "= \"touched id-old\""),
  ])
  func ends(pipeline: String, shown: String?) async throws {
    let ran = try await run(pipeline)
    #expect(ran.errors == [])
    #expect(ran.printed == (shown.map { [$0] } ?? []))
  }

  @Test func groupsCountTheirRows() async throws {
    let ran = try await run("let $g = find | group algorithm\nprint $g.algorithm $g.count")
    #expect(ran.printed == ["rsa, ec 2, 1"])
  }

  @Test(arguments: [
    ("find | where age > 90d", "K0305: age is none, which has no order"),
    ("find | sort age", "K0305: age is none, which has no order"),
    ("let $l = [(create aes), 1] | where nmae == \"x\"", "K0212: there is no 'nmae' here"),
    ("[{a: 1}] | where b == 1", "K0307: there is no 'b' here"),
    ("find | where name == alice", "K0204: 'alice' is a bare word where a value is wanted"),
    ("find | take -1", "K0308: a number of rows, 0 or more, is wanted"),
  ])
  func failures(pipeline: String, error: String) async throws {
    #expect(try await run(pipeline).errors == [error])
  }
}
