public import TTLV

/// A message whose items are not what the specification says.
public struct KMIPError: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    case missing(Tag)
    case wrongType(found: ItemType, wanted: ItemType)
    case outOfRange(Int64)
    case unexpected(Tag)
    case noObject
    case wrongCount(found: Int, wanted: Int)
    /// The version has no such thing.
    case youngerThan(ProtocolVersion, String)
  }

  public var problem: Problem
  /// Tags from the message's root down to the item at fault.
  public var path: [Tag]

  public init(_ problem: Problem, path: [Tag] = []) {
    self.problem = problem
    self.path = path
  }

  func inside(_ tag: Tag) -> KMIPError { KMIPError(problem, path: [tag] + path) }
}

extension KMIPError: CustomStringConvertible {
  public var description: String {
    let place = path.isEmpty ? "" : " in " + path.map(\.name).joined(separator: ".")
    return switch problem {
    case .missing(let tag): "\(tag.name) is missing" + place
    case .wrongType(let found, let wanted): "found \(found), wanted \(wanted)" + place
    case .outOfRange(let number): "\(number) is out of range" + place
    case .unexpected(let tag): "\(tag.name) is not expected" + place
    case .noObject: "the managed object is missing" + place
    case .wrongCount(let found, let wanted): "found \(found) items, wanted \(wanted)" + place
    case .youngerThan(let version, let name): "KMIP \(version) has no \(name)" + place
    }
  }
}
