import KMIP
import KMSInterpreter

extension Command {
  /// KMIP 2.1 §4.31: the links that lead from an object, drawn.
  static func tree(_ kms: KMS) -> Command {
    Command(
      "tree", "draw an object and what it is linked to",
      effect: .read, operations: ["Get Attributes"],
      parameters: [
        CommandParameter("object", .id(many: false), .positional, required: true, help: "where to begin"),
        CommandParameter("depth", .int, help: "how many links to follow; 4 if left out"),
      ],
      returns: .text,
      examples: [
        Example(
          """
          let $pair = create-pair algorithm=ec
          tree $pair.private
          """, "a pair's two halves"),
        Example(
          """
          let $key = create
          let $new = rekey $key
          tree $new depth=1
          """, "a key and the one before it"),
      ]
    ) { invocation in
      let depth = Int(clamping: invocation.arguments.int("depth") ?? 4)
      var drawing = LinkTree(kms: kms, depth: min(max(depth, 0), 32))
      try await drawing.draw(try invocation.arguments.requiredID("object"))
      return .text(drawing.lines.joined(separator: "\n"))
    }
  }
}

private struct LinkTree {
  let kms: KMS
  let depth: Int
  private(set) var lines: [String] = []
  private var seen: Set<String> = []

  init(kms: KMS, depth: Int) {
    self.kms = kms
    self.depth = depth
  }

  mutating func draw(_ id: String) async throws {
    let root = try await kms.object(id)
    seen = [id]
    lines = [Self.label(root)]
    try await branches(of: root, indent: "", level: 0)
  }

  private mutating func branches(of object: Snapshot, indent: String, level: Int) async throws {
    guard level < depth, case .record(let links)? = object.attributes["links"] else { return }
    let branches = links.fields.compactMap { field -> (name: String, id: String)? in
      if case .id(let id) = field.value { (field.name, id) } else { nil }
    }
    for (index, branch) in branches.enumerated() {
      let isLast = index == branches.count - 1
      try await add(branch, indent: indent, isLast: isLast, level: level)
    }
  }

  private mutating func add(
    _ branch: (name: String, id: String), indent: String, isLast: Bool, level: Int
  ) async throws {
    let mark = indent + (isLast ? "└─ " : "├─ ") + branch.name + ": "
    guard seen.insert(branch.id).inserted else { return lines.append(mark + branch.id + " (above)") }
    guard let object = try? await kms.object(branch.id) else { return lines.append(mark + branch.id + " (gone)") }
    lines.append(mark + Self.label(object))
    try await branches(of: object, indent: indent + (isLast ? "   " : "│  "), level: level + 1)
  }

  private static func label(_ object: Snapshot) -> String {
    let facts = ["type", "algorithm", "length", "state"].compactMap { name -> String? in
      guard let value = object.attributes[name] else { return nil }
      if case .none = value { return nil }
      return ValueText.text(value)
    }
    return object.id + "  " + (object.name.map { "\"\($0)\" " } ?? "") + facts.joined(separator: " ")
  }
}
