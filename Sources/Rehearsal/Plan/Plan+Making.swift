extension Plan {
  /// The plan with what a rehearsal has recorded, its totals and its hash.
  public func filled(from recorder: PlanRecorder) -> Plan {
    var plan = self
    plan.writes = recorder.writes
    plan.questions = recorder.questions
    plan.totals =
      PlanTotals.words(plan.writes)
      + (plan.writes.contains { !$0.items.isEmpty } ? LoopBudgets.words(recorder.budgets) : [])
    plan.hash = plan.expectedHash
    return plan
  }
}
