public import KMIP
import TTLV

/// When an object is replaced without being asked for it (KMIP 2.1 §4.48, §4.51, §4.54).
public struct RotationPolicy: Hashable, Sendable {
  public var isAutomatic: Bool
  /// In seconds; servers and clients write these as intervals or as long integers.
  public var interval: Int64
  public var offset: Int64

  public init(_ attributes: Attributes) {
    isAutomatic = attributes.rotateAutomatic ?? false
    interval = Self.seconds(.rotateInterval, attributes)
    offset = Self.seconds(.rotateOffset, attributes)
  }

  private static func seconds(_ tag: Tag, _ attributes: Attributes) -> Int64 {
    max(attributes.items.first { $0.tag == tag }?.integerValue ?? 0, 0)
  }

  // A public key goes with its private key.
  private static let types: Set<ObjectType> = [.symmetricKey, .privateKey, .certificate]

  /// Seconds since 1970; none for what is not rotated by itself.
  func due(for attributes: Attributes) -> Int64? {
    guard isAutomatic, interval > 0, let type = attributes.objectType, Self.types.contains(type),
      attributes.link(.replacementObjectLink) == nil, attributes.archiveDate == nil,
      let activation = activation(attributes)
    else { return nil }
    let begin = attributes.rotateDate?.seconds ?? Self.sum(attributes.initialDate?.seconds ?? activation, offset)
    return max(Self.sum(begin, interval), activation)
  }

  private func activation(_ attributes: Attributes) -> Int64? {
    switch attributes.state {
    case .active?: attributes.activationDate?.seconds ?? 0
    case .preActive?: attributes.activationDate?.seconds
    default: nil
    }
  }

  private static func sum(_ a: Int64, _ b: Int64) -> Int64 {
    let (sum, isOver) = a.addingReportingOverflow(b)
    return isOver ? .max : sum
  }
}
