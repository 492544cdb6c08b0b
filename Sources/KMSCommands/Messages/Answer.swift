import KMIP
import KMSInterpreter
import TTLV

/// Turns the items of an answer into a record; what no command would print is a secret.
struct Answer {
  private let code: OperationCode

  init(to code: OperationCode) { self.code = code }

  func record(_ items: [Item]) -> Record { record(items, isHidden: false, isPublic: false) }

  private func record(_ items: [Item], isHidden: Bool, isPublic: Bool) -> Record {
    var record = Record()
    for item in items {
      let value = value(item, isHidden: isHidden, isPublic: isPublic)
      switch record[item.tag.word] {
      case nil: record[item.tag.word] = item.tag.isListed(of: code) ? .list([value]) : value
      case .list(let values)? where items.count(where: { $0.tag == item.tag }) > 1 || item.tag.isListed(of: code):
        record[item.tag.word] = .list(values + [value])
      case let first?: record[item.tag.word] = .list([first, value])
      }
    }
    return record
  }

  private func value(_ item: Item, isHidden: Bool, isPublic: Bool) -> Value {
    let isPublic = isPublic || item.tag == .publicKey
    let isHidden = isHidden || (isSecret(item.tag) && !isPublic)
    if case .structure(let items) = item.value {
      return .record(record(items, isHidden: isHidden, isPublic: isPublic))
    }
    guard isHidden else { return Value(item) }
    return switch item.value {
    case .byteString(let bytes), .bigInteger(let bytes): .secret(Secret(bytes))
    case .textString(let text): .secret(Secret(Array(text.utf8)))
    default: Value(item)
    }
  }

  private func isSecret(_ tag: Tag) -> Bool {
    switch tag {
    case .keyMaterial, .opaqueDataValue, .password, .hashedPassword, .pkcs11OutputParameters: true
    case .data: code == .decrypt
    default: false
    }
  }
}

extension Tag {
  /// Whether the operation's table lets it repeat.
  fileprivate func isListed(of code: OperationCode) -> Bool {
    code.responseFields?.contains { $0.count == .many && $0.tags.contains(self) } ?? false
  }
}
