import KMIP
import TTLV

/// A change of an attribute's value that starts from the value (KMIP 2.1 §6.1.3).
struct Adjustment {
  let type: AdjustmentType
  let value: Item.Value?

  func adjusted(_ item: Item) throws(OperationFailure) -> Item {
    guard item.tag == .attribute else { return Item(item.tag, try adjusted(item.value, item.tag.name)) }
    var children = item.children
    guard let index = children.firstIndex(where: { $0.tag == .attributeValue }) else {
      throw OperationFailure(.invalidDataType, "the vendor's attribute has no value")
    }
    let name = item[.attributeName]?.text ?? ""
    children[index] = Item(.attributeValue, try adjusted(children[index].value, name))
    return Item(.attribute, .structure(children))
  }

  private func adjusted(_ current: Item.Value, _ name: String) throws(OperationFailure) -> Item.Value {
    if case .boolean(let flag) = current, type == .negate { return .boolean(!flag) }
    guard let number = current.adjustable else {
      throw OperationFailure(.invalidDataType, "the value of \(name) is \(current.type): it cannot be adjusted so")
    }
    let (result, isTooLarge) = try result(of: number, name)
    guard !isTooLarge, let adjusted = current.with(result) else {
      throw OperationFailure(.numericRange, "the value of \(name) would not fit its type any more")
    }
    return adjusted
  }

  private func result(of number: Int64, _ name: String) throws(OperationFailure) -> (Int64, Bool) {
    switch type {
    case .increment: return number.addingReportingOverflow(try amount(name))
    case .decrement: return number.subtractingReportingOverflow(try amount(name))
    case .negate: return Int64(0).subtractingReportingOverflow(number)
    default: throw OperationFailure(.invalidField, "\(type.name) is no kind of adjustment")
    }
  }

  /// One, if the request does not say.
  private func amount(_ name: String) throws(OperationFailure) -> Int64 {
    guard let value else { return 1 }
    guard let amount = value.adjustable else {
      throw OperationFailure(.invalidDataType, "\(name) cannot be adjusted by \(value.type)")
    }
    return amount
  }
}

extension Item.Value {
  fileprivate var adjustable: Int64? {
    switch self {
    case .integer(let number): Int64(number)
    case .longInteger(let number), .dateTime(let number), .dateTimeExtended(let number): number
    case .interval(let number): Int64(number)
    default: nil
    }
  }

  /// A value of the same type; none if the number is too large for it.
  fileprivate func with(_ number: Int64) -> Item.Value? {
    switch self {
    case .integer: Int32(exactly: number).map { .integer($0) }
    case .longInteger: .longInteger(number)
    case .dateTime: .dateTime(number)
    case .dateTimeExtended: .dateTimeExtended(number)
    case .interval: UInt32(exactly: number).map { .interval($0) }
    default: nil
    }
  }
}
