import AuditLog
import KMIP
import TTLV

/// Tells whether an object is still what a plan was made on.
enum AttributeDigest {
  // Reading and using an object changes these, and nothing that a plan depends on.
  private static let volatile: Set<Tag> = [.fresh, .leaseTime, .lastChangeDate, .usageLimits, .uniqueIdentifier]

  /// SHA-256 over the attributes in an order of their own, whatever the server's is.
  static func of(_ attributes: Attributes) -> String {
    let items = attributes.items.filter { !volatile.contains($0.tag) }.map { $0.encoded() }
    let sorted = items.sorted { $0.lexicographicallyPrecedes($1) }
    return HashValue.of(sorted.flatMap(\.self)).description
  }
}
