public import TTLV

/// The fields of an operation's request or response: items, or bytes that become a structure without them.
public struct Payload: FieldValue {
  private let form: Form

  private enum Form {
    case items([Item])
    /// Checked when they came, or written here.
    case bytes(BinaryReader)
  }

  public init(_ items: [Item]) { form = .items(items) }

  public init(_ structure: some Structure) {
    form = .bytes(
      BinaryReader(
        trusted: BinaryWriter.bytes { output in
          var writer = FieldWriter(output)
          structure.write(to: &writer)
          output = writer.output
        }))
  }

  public init(_ value: Item.Value) throws(KMIPError) {
    guard case .structure(let items) = value else {
      throw KMIPError(.wrongType(found: value.type, wanted: .structure))
    }
    form = .items(items)
  }

  public init(reading reader: inout BinaryReader) throws(KMIPError) {
    guard let fields = reader.checkedStructure() else { throw .untold }
    form = .bytes(fields)
  }

  public var items: [Item] {
    switch form {
    case .items(let items): items
    case .bytes(let reader): reader.items() ?? []
    }
  }

  public var itemValue: Item.Value { .structure(items) }

  public func write(_ tag: Tag, to writer: inout BinaryWriter) {
    switch form {
    case .items(let items): writer.write(tag, .structure(items))
    case .bytes(let reader): writer.write(tag, contentsOf: reader)
    }
  }

  fileprivate var fields: BinaryReader? {
    if case .bytes(let reader) = form { reader } else { nil }
  }
}

extension Payload: Hashable {
  public static func == (left: Self, right: Self) -> Bool { left.items == right.items }
  public func hash(into hasher: inout Hasher) { hasher.combine(items) }
}

// It may hold key material.
extension Payload: CustomStringConvertible, CustomReflectable {
  public var description: String { "‹payload›" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Structure {
  public init(_ payload: Payload) throws(KMIPError) {
    guard let fields = payload.fields else {
      try self.init(items: payload.items)
      return
    }
    do { try self.init(fields: fields) } catch { try self.init(items: payload.items) }
  }
}
