import Testing

@testable import AuditLog
@testable import Evidence

@Suite struct ReportTests {
  private let report = RunReport(
    records: Chronicle.rotation().records, sources: ["rotate.kms": Chronicle.script])

  @Test func theRunSaysWhoAndWhere() {
    #expect(report.run.user == "ada")
    #expect(report.run.server == "https://kms.example:9998")
    #expect(report.run.exitStatus == 1)
    #expect(report.run.resumptions.count == 2)
    #expect(report.run.resumptions.first?.host == "ops-2")
    #expect(report.parameters.map(\.name) == ["tag", "max_age"])
    #expect(JournalledValue(report.parameters[1].value).text == "90 d 0 h")
  }

  @Test func timeInWhichNothingRanDoesNotCount() {
    #expect(report.run.microseconds(from: report.run.began, to: report.run.ended) < 2_000_000)
    #expect(report.run.ended.seconds(since: report.run.began) > 7000)
    #expect(report.steps.allSatisfy { $0.tookMicroseconds < 2_000_000 })
  }

  @Test func stepsEndAsTheirRecordsSay() {
    #expect(report.steps.map(\.title) == ["inventory", "rotate", "old keys no longer sign"])
    #expect(report.steps.map(\.outcome) == [.done, .failed, .done])
  }

  @Test func eachItemIsListedOnceWithItsLastOutcome() throws {
    let loop = try #require(report.loops.first)
    #expect(report.loops.count == 1)
    #expect(loop.items.map(\.index) == Array(1...12))
    #expect(loop.items.map(\.outcome) == Array(repeating: .done, count: 10) + [.failed, .inDoubt])
    #expect(loop.items[0].label == "</script><svg onload=alert(1)>")
    #expect(loop.items[3].old == ["old-4"])
    #expect(loop.items[3].new == ["new-4"])
    #expect(loop.items[10].error?.message == "the key is not active")
  }

  @Test func aStatementThatWasSettledLaterIsDone() throws {
    let settled = try #require(report.statements.first { $0.key == "6/4/1" })
    #expect(settled.outcome == .done)
    #expect(report.statements.count { $0.key == "6/4/1" } == 1)
  }

  @Test func aRefusalThatTheScriptExpectedIsNoProblem() throws {
    let sign = try #require(report.statements.first { $0.operation == "Sign" })
    #expect(sign.outcome == .refused)
    #expect(sign.isExpected)
    #expect(report.problems.map(\.outcome) == [.refused, .inDoubt])
  }

  @Test func aProblemShowsWhereItHappened() throws {
    let problem = try #require(report.problems.first)
    #expect(problem.title == "Re-key Key Pair was refused: Wrong Key Lifecycle State")
    #expect(problem.error.hint == "activate a pre-active key")
    #expect(problem.error.id == "old-11")
    #expect(problem.item == "signer-11")
    #expect(problem.place == Place(file: "rotate.kms", line: 11))
    #expect(problem.frame?.lines.first { $0.isMarked }?.text == "    let $new = rekey-pair $key")
  }

  @Test func aTextThatDidNotRunGivesNoFrame() {
    let other = RunReport(records: Chronicle.rotation().records, sources: ["rotate.kms": Chronicle.script + "\n"])
    #expect(other.problems.allSatisfy { $0.frame == nil })
  }

  @Test func eachKeyIsListedOnceWithItsLife() throws {
    #expect(Set(report.keys.map(\.id)).count == report.keys.count)
    let old = try #require(report.keys.first { $0.id == "old-1" })
    #expect(old.events.map(\.kind) == [.rotated, .revoked, .destroyed])
    #expect(old.successors == ["new-1", "new-1_pk"])
    #expect(old.state == "destroyed")
    #expect(old.wasThereBefore)
    let new = try #require(report.keys.first { $0.id == "new-4" })
    #expect(new.events.map(\.kind) == [.created])
    #expect(new.predecessors == ["old-4"])
    #expect(report.keys.count { $0.events.contains { $0.kind == .created && $0.outcome == .done } } == 20)
    let doubtful = try #require(report.keys.first { $0.id == "old-12" })
    #expect(doubtful.events.map(\.outcome) == [.inDoubt])
    #expect(doubtful.successors.isEmpty)
  }

  @Test func aKilledSessionIsNotFinished() {
    var log = Chronicle()
    log.loop(["a", "b", "c"], key: "6", step: "rotate")
    let first = log.intent("rekey object=a", "Re-key", key: "6/1/1", on: ["a"], item: "1")
    log.end(first, made: ["a2"])
    log.item(1, of: "6", "a", "done", step: "rotate")
    _ = log.intent("rekey object=b", "Re-key", key: "6/2/1", on: ["b"], item: "2")
    let report = RunReport(records: log.records)
    #expect(report.loops.first?.items.map(\.outcome) == [.done, .inDoubt, .notStarted])
    #expect(report.steps.map(\.outcome) == [.inDoubt])
    #expect(report.problems.map(\.title) == ["Re-key is in doubt", "not finished"])
    #expect(report.run.isClosed == false)
  }

  @Test func loopsInLoopsHaveItemsOfTheirOwn() {
    var log = Chronicle()
    log.loop(["a", "b"], key: "2", step: "rotate")
    for outer in 1...2 {
      let key = "2/\(outer)/1"
      log.loop(["x", "y", "z"], key: key, step: "rotate")
      for inner in 1...3 {
        let create = log.intent("create", "Create", key: "\(key)/\(inner)/1", item: "\(outer).\(inner)")
        log.end(create, made: ["k\(outer)\(inner)"])
        log.item(inner, of: key, "x", inner == 3 ? "skipped" : "done", step: "rotate")
      }
      log.item(outer, of: "2", outer == 1 ? "a" : "b", "done", step: "rotate")
    }
    log.close()
    let report = RunReport(records: log.records)
    #expect(report.loops.map(\.key) == ["2", "2/1/1", "2/2/1"])
    #expect(report.loops[2].items.map(\.new) == [["k21"], ["k22"], ["k23"]])
    #expect(report.loops[1].items.map(\.outcome) == [.done, .done, .skipped])
    #expect(report.problems.isEmpty)
  }

  @Test func sessionsWithoutAJournalAreToldByTheirStatements() {
    var log = Chronicle()
    for index in 1...3 {
      let create = log.intent("rekey object=k\(index)", "Re-key", on: ["k\(index)"], item: "\(index)")
      log.end(create, index == 2 ? .refused : .ok, made: index == 2 ? [] : ["n\(index)"]) {
        if index == 2 { $0.reason = "Permission Denied" }
      }
    }
    log.add(.check, "check 1 > 2", line: 6, step: "rotate") {
      $0.status = .failed
      $0.message = "one is not greater"
    }
    log.close(1)
    let report = RunReport(records: log.records)
    #expect(report.loops.first?.items.map(\.outcome) == [.done, .failed, .done])
    #expect(report.loops.first?.items.map(\.label) == ["k1", "k2", "k3"])
    #expect(report.loops.first?.items[2].new == ["n3"])
    #expect(report.problems.map(\.title) == ["Re-key was refused: Permission Denied", "Check failed"])
    #expect(report.steps.map(\.outcome) == [.failed])
  }

  @Test func aRetriedItemThatIsDoneStaysDone() {
    var log = Chronicle()
    log.loop(["a"], key: "1", step: "rotate")
    log.item(1, of: "1", "a", "failed", step: "rotate")
    log.close(1)
    log.resume(after: 10)
    log.item(1, of: "1", "a", "done", step: "rotate")
    log.close(0)
    let report = RunReport(records: log.records)
    #expect(report.loops[0].items.map(\.outcome) == [.done])
    #expect(report.run.exitStatus == 0)
    #expect(report.problems.isEmpty)
  }

  @Test func whatATryCaughtIsNoProblem() {
    var log = Chronicle()
    let destroy = log.intent("destroy objects=[x]", "Destroy", key: "1", on: ["x"], effect: "destructive")
    log.end(destroy, .refused)
    log.add(.local, "try", line: 3) { $0.details = ["key": "2"] }
    let other = log.intent("destroy objects=[y]", "Destroy", key: "3", on: ["y"], effect: "destructive")
    log.end(other, .refused)
    log.close(1)
    let report = RunReport(records: log.records)
    #expect(report.problems.map(\.statement) == ["destroy objects=[y]"])
  }

  @Test func theFirstOfTwoWritesIsDoneWhereTheSecondBegan() {
    var log = Chronicle()
    let retire = log.intent("retire objects=[x]", "Revoke", key: "1", on: ["x"], effect: "destructive")
    log.add(.intent, "destroy x") {
      $0.operation = "Destroy"
      $0.operationID = "\(retire.operationID ?? "")/2"
      $0.entityIDs = ["x"]
    }
    let report = RunReport(records: log.records)
    #expect(report.keys.first?.events.map(\.kind) == [.destroyed, .revoked])
    #expect(report.keys.first?.events.map(\.outcome) == [.inDoubt, .done])
  }

  @Test func anAttemptThatWasRepeatedIsNoProblem() {
    var log = Chronicle()
    log.loop(["a", "b"], key: "6", step: "rotate")
    for index in 1...2 {
      let first = log.intent("rekey object=a", "Re-key", key: "6/\(index)/1", on: ["a"], item: "\(index)")
      log.end(first, .refused)
      let second = log.intent(
        "rekey object=a", "Re-key", key: "6/\(index)~2/1", on: ["a"], item: "\(index)", attempt: 2)
      log.end(second, index == 1 ? .ok : .refused, made: index == 1 ? ["a2"] : [])
      log.item(index, of: "6", "a", index == 1 ? "done" : "failed", step: "rotate")
    }
    log.close(1)
    let report = RunReport(records: log.records)
    #expect(report.loops[0].items.map(\.new) == [["a2"], []])
    #expect(report.problems.count == 1)
    #expect(report.statements.map(\.isExpected) == [true, false, true, false])
  }

  @Test func whatFollowedOnAFailureIsLeftBehindWithIt() {
    var log = Chronicle()
    let first = log.intent("activate objects=[x]", "Activate", key: "1", on: ["x"])
    log.end(first, .refused)
    let tidying = log.intent("destroy objects=[x]", "Destroy", key: "2", on: ["x"])
    log.end(tidying, .refused)
    log.close(1)
    log.resume(after: 5)
    let second = log.intent("activate objects=[x]", "Activate", key: "1", on: ["x"], id: "again") {
      $0.details["again"] = true
    }
    log.end(second)
    log.close(0)
    let report = RunReport(records: log.records)
    #expect(report.problems.isEmpty)
    #expect(report.statements.map(\.outcome) == [.done, .refused])
  }

  @Test func aPromptThatNamesAllStatementsAlikeHasThemAll() {
    var log = Chronicle()
    for index in 1...3 {
      let create = log.intent("create name=\"\(index)\"", "Create", step: nil, id: "x/-")
      log.end(create, made: ["k\(index)"])
    }
    log.close()
    let report = RunReport(records: log.records)
    #expect(report.statements.map(\.entityIDs) == [["k1"], ["k2"], ["k3"]])
  }

  @Test func writesWithANumberBelongToTheirStatement() throws {
    var log = Chronicle()
    let rotate = log.intent("rekey objects=[x, y]", "Re-key", key: "1", on: ["x", "y"])
    for (number, id) in ["x", "y"].enumerated() {
      log.add(.result, "rekey \(id)") {
        $0.operation = "Re-key"
        $0.operationID = "any/w\(number + 1)"
        $0.entityIDs = [id]
        $0.status = .ok
        $0.details = ["key": "1", "write": .int(Int64(number + 1))]
      }
    }
    log.end(rotate, made: ["x2", "y2"])
    log.close()
    let report = RunReport(records: log.records)
    #expect(report.statements.count == 1)
    #expect(report.keys.map(\.id) == ["x", "y", "x2", "y2"])
    #expect(report.keys.map { $0.events.map(\.kind) } == [[.rotated], [.rotated], [.created], [.created]])
    #expect(report.keys[2].predecessors == ["x", "y"])
  }

  @Test func noRecordsAtAllAreAnEmptyReport() {
    let report = RunReport(records: [])
    #expect(report.statements.isEmpty)
    #expect(report.html.contains("</html>"))
  }

  @Test func anEndWithoutACauseIsTold() {
    var log = Chronicle()
    log.close(3)
    #expect(RunReport(records: log.records).problems.map(\.title) == ["exit status 3"])
  }

  @Test func thousandsOfItemsAreReadInOneWalk() {
    let report = RunReport(records: Chronicle.rotation(items: 2000).records)
    #expect(report.loops.first?.count(of: .done) == 1998)
    #expect(report.keys.count { $0.events.contains { $0.kind == .rotated && $0.outcome == .done } } == 1998)
  }
}
