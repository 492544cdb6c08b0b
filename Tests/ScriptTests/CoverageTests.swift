import KMSSyntax
import Testing

/// Every statement of the language, with its options, stands in a script that runs on every wire.
@Suite struct CoverageTests {
  private static let wanted = [
    "kms", "param", "param default", "let", "let for", "if", "else", "for", "for parallel", "for canary", "for budget",
    "for retry", "for timeout", "step", "step always", "step timeout", "assert", "assert fails", "check", "fail",
    "confirm", "try", "try else", "def", "def default", "use", "yield", "return", "skip", "wait", "wait timeout",
    "wait every", "as", "require server", "require operations", "expression",
  ]

  @Test func everyStatementHasAScript() throws {
    var found: Set<String> = []
    for file in Files.scripts {
      // One file is no UTF-8 on purpose.
      guard let source = try? Files.source(file) else { continue }
      Parser.parseSoundParts(of: source).statements.forEach { Self.collect(.statement($0), into: &found) }
    }
    #expect(Set(Self.wanted).subtracting(found).sorted() == [])
    #expect(found.subtracting(Self.wanted).sorted() == [], "to be wanted, too")
  }

  private static func collect(_ node: Node, into found: inout Set<String>) {
    switch node {
    case .statement(let statement): found.formUnion(words(of: statement))
    case .expression(let expression):
      if case .loop(let loop) = expression.kind { found.formUnion(["let for"] + options(of: "for", loop.options)) }
    case .block, .call, .argument, .stage: break
    }
    node.children.forEach { collect($0, into: &found) }
  }

  private static func words(of statement: Statement) -> [String] {
    switch statement.kind {
    case .version: ["kms"]
    case .param(let parameter): ["param"] + (parameter.initial == nil ? [] : ["param default"])
    case .bind: ["let"]
    case .if(_, let otherwise): ["if"] + (otherwise == nil ? [] : ["else"])
    case .for(let loop): ["for"] + options(of: "for", loop.options)
    case .step(let step): ["step"] + (step.isAlways ? ["step always"] : []) + options(of: "step", step.options)
    case .assert: ["assert"]
    case .assertFails: ["assert fails"]
    case .check: ["check"]
    case .fail: ["fail"]
    case .confirm: ["confirm"]
    case .try(_, _, let otherwise): ["try"] + (otherwise == nil ? [] : ["try else"])
    case .def(let function): ["def"] + (function.parameters.contains { $0.initial != nil } ? ["def default"] : [])
    case .use: ["use"]
    case .yield: ["yield"]
    case .return: ["return"]
    case .skip: ["skip"]
    case .wait(let wait): ["wait"] + options(of: "wait", wait.options)
    case .identity: ["as"]
    case .require(let requirements):
      requirements.map { if case .server = $0.kind { "require server" } else { "require operations" } }
    case .expression: ["expression"]
    }
  }

  private static func options(of owner: String, _ options: [Argument]) -> [String] {
    options.compactMap { $0.name.map { "\(owner) \($0.text)" } }
  }
}
