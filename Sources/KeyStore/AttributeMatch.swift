import KMIP
import TTLV

/// Whether attributes match those that Locate asks for (KMIP 2.1 §6.1.27).
struct AttributeMatch {
  private let wanted: [Tag: [Item]]

  init(wanted: [Item]) {
    // The fields of Certificate Attributes are attributes of their own.
    let items = wanted.flatMap { $0.tag == .certificateAttributes ? $0.children : [$0] }
    self.wanted = Dictionary(grouping: items.filter { $0.text != "" }, by: \.tag)
  }

  func holds(for attributes: Attributes) -> Bool {
    let found = Dictionary(grouping: attributes.items, by: \.tag)
    return wanted.allSatisfy { tag, items in Self.match(items, found[tag] ?? []) }
  }

  private static func match(_ wanted: [Item], _ found: [Item]) -> Bool {
    if let range = range(wanted) {
      return found.contains { $0.integerValue.map(range.contains) ?? false }
    }
    return wanted.allSatisfy { item in found.contains { match(item, $0) } }
  }

  // Two dates of one attribute are the ends of a range.
  private static func range(_ items: [Item]) -> ClosedRange<Int64>? {
    guard items.count == 2, items.allSatisfy({ $0.value.type == .dateTime }) else { return nil }
    let ends = items.compactMap(\.integerValue)
    guard let low = ends.min(), let high = ends.max() else { return nil }
    return low...high
  }

  private static func match(_ wanted: Item, _ found: Item) -> Bool {
    if wanted.tag == .protectionStorageMask, let bits = wanted.integerValue, let mask = found.integerValue {
      return mask & bits == bits
    }
    // The fields of a structure that are not asked for match anything.
    if case .structure(let children) = wanted.value {
      return children.allSatisfy { child in found.children.contains { $0.tag == child.tag && match(child, $0) } }
    }
    if let number = wanted.integerValue { return number == found.integerValue }
    return wanted.value == found.value
  }
}
