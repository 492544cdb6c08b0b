extension Facts {
  func tagFile() -> String {
    let members = tags.map {
      "  /// \($0.name)\n  public static var \(memberName($0.wire)): Tag { Tag(rawValue: 0x\($0.code)) }"
    }
    let rows = tags.map {
      "  (0x\($0.code), \"\($0.wire)\", \"\($0.name)\", \"\($0.type)\"),"
    }
    return """
      public import TTLV

      extension Tag {
      \(members.joined(separator: "\n"))
      }

      let tagRows: [(code: UInt32, wire: StaticString, name: StaticString, type: StaticString)] = [
      \(rows.joined(separator: "\n"))
      ]
      """
  }

  func enumerationFile(_ name: String, _ rows: [NameRow]) -> String {
    let type = swiftType(name)
    let members = rows.map { "  public static var \(caseName($0)): Self { Self(rawValue: 0x\($0.code)) }" }
    return """
      public struct \(type): Enumerated {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

      \(members.joined(separator: "\n"))

        public static let rows: [EnumerationRow] = [
      \(rows.map { "    EnumerationRow(0x\($0.code), \"\($0.wire)\", \"\($0.name)\")," }.joined(separator: "\n"))
        ]
      }
      """
  }

  func maskFile(_ name: String, _ rows: [NameRow]) -> String {
    let members = rows.map { "  public static var \(caseName($0)): Self { Self(rawValue: 0x\($0.code)) }" }
    return """
      public struct \(name): Mask {
        public let rawValue: Int32
        public init(rawValue: Int32) { self.rawValue = rawValue }

      \(members.joined(separator: "\n"))

        public static let rows: [EnumerationRow] = [
      \(rows.map { "    EnumerationRow(0x\($0.code), \"\($0.wire)\", \"\($0.name)\")," }.joined(separator: "\n"))
        ]
      }
      """
  }

  func registryFile() -> String {
    func table(_ names: [String]) -> String {
      names.sorted().map { "  (\"\(swiftType($0))\", \(swiftType($0)).rows)," }.joined(separator: "\n")
    }
    return """
      let enumerationTables: [(type: String, rows: [EnumerationRow])] = [
      \(table(Array(enumerations.keys)))
      ]

      let maskTables: [(type: String, rows: [EnumerationRow])] = [
      \(table(Array(masks.keys)))
      ]
      """
  }
}
