public import KMSInterpreter
import KMSSyntax

/// Why a plan cannot be read, approved or applied. Nothing was sent.
public struct PlanProblem: Error, Hashable, Sendable {
  public var message: String
  public var hint: String?
  /// It is a good plan that must not be applied: the exit status says so.
  public var isDenial: Bool

  init(_ message: String, hint: String? = nil, isDenial: Bool = false) {
    self.message = message
    self.hint = hint
    self.isDenial = isDenial
  }

  public var failure: Failure {
    let notes = ["nothing was changed on the server"]
    return Failure(
      isDenial ? .denied : .refused,
      Diagnostic(isDenial ? .planDenied : .planUnusable, message, notes: notes, hint: hint))
  }
}

extension PlanProblem {
  public static let unconfirmed = PlanProblem(
    "the plan is not confirmed", hint: "answer at a terminal, or write --yes", isDenial: true)

  public static func expired(_ plan: Plan) -> PlanProblem {
    PlanProblem("the plan has expired: it was good until \(plan.expires)", hint: "plan again", isDenial: true)
  }
}
