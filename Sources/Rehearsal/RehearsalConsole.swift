public import KMSCommands
public import KMSInterpreter

/// The console of a rehearsal: what a script prints of predicted values is left out, questions are answered with yes
/// and become part of the plan.
public struct RehearsalConsole: Console {
  private let base: any Console
  private let recorder: PlanRecorder

  public init(_ base: any Console, _ recorder: PlanRecorder) {
    self.base = base
    self.recorder = recorder
  }

  public func print(_ value: Value) {}
  public func report(_ table: Table, title: String?, columns: [String]) {}
  public func say(_ message: String) {}
  public func warn(_ message: String, hint: String?) { base.warn(message, hint: hint) }

  public func confirm(_ question: String) async throws -> Bool {
    recorder.note(question: question)
    return true
  }
}

/// The console of a plan that is applied: who applies it has answered its questions.
public struct PlanConsole: Console {
  private let base: any Console
  private let questions: Set<String>

  public init(_ base: any Console, _ plan: Plan) {
    self.base = base
    questions = Set(plan.questions)
  }

  public func print(_ value: Value) { base.print(value) }
  public func report(_ table: Table, title: String?, columns: [String]) {
    base.report(table, title: title, columns: columns)
  }
  public func say(_ message: String) { base.say(message) }
  public func warn(_ message: String, hint: String?) { base.warn(message, hint: hint) }

  public func confirm(_ question: String) async throws -> Bool {
    if questions.contains(question) { return true }
    return try await base.confirm(question)
  }
}
