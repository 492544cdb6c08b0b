extension Facts {
  /// Since when things are in the specification.
  func versionTableFile() -> String {
    """
    let tagHistory: [(major: Int32, minor: Int32, names: StaticString)] = [
    \(history { $0.tags })
    ]

    let attributeHistory: [(major: Int32, minor: Int32, names: StaticString)] = [
    \(history { $0.attributes })
    ]

    let fieldHistory: [(major: Int32, minor: Int32, names: StaticString)] = [
    \(history { $0.fields ?? [] })
    ]

    let enumerationHistory: [(type: StaticString, major: Int32, minor: Int32, codes: [UInt32])] = [
    \(enumerationRows().joined(separator: "\n"))
    ]

    let retiredAttributes: [(code: UInt32, name: StaticString)] = [
    \(retired.attributes.map { "  (0x\($0[0]), \"\($0[1])\")," }.joined(separator: "\n"))
    ]

    let formerReasons: [(reason: ResultReason, former: ResultReason)] = [
    \(retired.reasons.map { "  (.\(reason($0[0])), .\(reason($0[1])))," }.joined(separator: "\n"))
    ]
    """
  }

  private var versions: [(String, VersionRow)] { since.sorted { $0.key < $1.key } }

  private func history(_ names: (VersionRow) -> [String]) -> String {
    versions.map { version, row in (version, names(row)) }.filter { !$0.1.isEmpty }
      .map { "  (\(pair($0)), \"\($1.joined(separator: " "))\")," }.joined(separator: "\n")
  }

  private func enumerationRows() -> [String] {
    versions.flatMap { version, row in
      (row.enumerations ?? [:]).sorted { $0.key < $1.key }.map { type, names in
        let codes = names.map { name in "0x" + (enumerations[type]?.first { $0.wire == name }?.code ?? "0") }
        return "  (\"\(swiftType(type))\", \(pair(version)), [\(codes.joined(separator: ", "))]),"
      }
    }
  }

  /// `1.4` to `1, 4`.
  private func pair(_ version: String) -> String { version.replacing(".", with: ", ") }

  private func reason(_ wire: String) -> String {
    enumerations["ResultReason"]?.first { $0.wire == wire }.map(caseName) ?? wire
  }
}
