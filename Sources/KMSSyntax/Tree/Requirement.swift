/// A part of `require server>="2.1" operations=[create]`: what the server must have.
public struct Requirement: Sendable {
  public let kind: Kind
  public let span: Span

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  public enum Kind: Sendable {
    /// The protocol that it speaks.
    case server(Operator, Version)
    /// Operations in the words of the language, such as `rekey-key-pair`.
    case operations([Name])
  }
}

/// `2.1`; parts that are not named count as 0.
public struct Version: Sendable, Comparable, CustomStringConvertible {
  public let parts: [Int]

  public init(_ parts: Int...) { self.parts = parts }

  /// - Returns: Nothing unless `text` is numbers with dots between them.
  public init?(_ text: String) {
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { part in
      part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil
    }
    let parts = numbers.compactMap(\.self)
    guard parts.count == numbers.count else { return nil }
    self.parts = parts
  }

  public var description: String { parts.map(String.init).joined(separator: ".") }

  public static func == (left: Self, right: Self) -> Bool { !(left < right) && !(right < left) }

  public static func < (left: Self, right: Self) -> Bool {
    let count = max(left.parts.count, right.parts.count)
    return left.padded(to: count).lexicographicallyPrecedes(right.padded(to: count))
  }

  private func padded(to count: Int) -> [Int] { parts + Array(repeating: 0, count: count - parts.count) }

  /// `server>="2.1"` with this on the left.
  public func holds(_ comparison: Operator, _ other: Version) -> Bool {
    switch comparison {
    case .equal: self == other
    case .notEqual: self != other
    case .less: self < other
    case .lessOrEqual: self <= other
    case .greater: self > other
    case .greaterOrEqual: self >= other
    default: false
    }
  }
}
