public import TTLV

/// KMIP 2.1 §8.1
public struct RequestMessage: Structure {
  public var header: RequestHeader
  public var items: [RequestBatchItem]

  public init(header: RequestHeader, items: [RequestBatchItem]) {
    self.header = header
    self.items = items
  }

  public init(from reader: inout FieldReader) throws(KMIPError) {
    header = try reader.required(.requestHeader)
    items = try reader.repeated(.batchItem)
  }

  public func write(to writer: inout FieldWriter) {
    writer.write(.requestHeader, header)
    writer.write(.batchItem, items)
  }

  /// With the fields of the latest version, whatever the header says.
  public var item: Item {
    var writer = FieldWriter()
    write(to: &writer)
    return Item(.requestMessage, .structure(writer.items))
  }

  /// Reads a message of any version; its fields become those of the latest.
  public init(_ item: Item) throws(KMIPError) {
    guard item.tag == .requestMessage else { throw KMIPError(.unexpected(item.tag)) }
    do { try self.init(item.raised().value) } catch { throw error.inside(item.tag) }
  }
}

/// KMIP 2.1 §8.3
public struct RequestBatchItem: Structure {
  public var operation: OperationCode
  public var ephemeral: Bool?
  public var uniqueBatchItemID: [UInt8]?
  /// The fields of the operation's request.
  public var payload: [Item]
  public var messageExtensions: [MessageExtension]

  public init(
    operation: OperationCode, ephemeral: Bool? = nil, uniqueBatchItemID: [UInt8]? = nil, payload: [Item],
    messageExtensions: [MessageExtension] = []
  ) {
    self.operation = operation
    self.ephemeral = ephemeral
    self.uniqueBatchItemID = uniqueBatchItemID
    self.payload = payload
    self.messageExtensions = messageExtensions
  }

  public init(_ request: some Operation, uniqueBatchItemID: [UInt8]? = nil) {
    self.init(operation: type(of: request).code, uniqueBatchItemID: uniqueBatchItemID, payload: request.items)
  }

  public init(from reader: inout FieldReader) throws(KMIPError) {
    operation = try reader.required(.operation)
    ephemeral = try reader.optional(.ephemeral)
    uniqueBatchItemID = try reader.optional(.uniqueBatchItemID)
    let value: Item.Value? = try reader.optional(.requestPayload)
    payload = try value.map(structureItems) ?? []
    messageExtensions = try reader.repeated(.messageExtension)
  }

  public func write(to writer: inout FieldWriter) {
    writer.write(.operation, operation)
    writer.write(.ephemeral, ephemeral)
    writer.write(.uniqueBatchItemID, uniqueBatchItemID)
    writer.write(.requestPayload, Item.Value.structure(payload))
    writer.write(.messageExtension, messageExtensions)
  }
}

func structureItems(_ value: Item.Value) throws(KMIPError) -> [Item] {
  guard case .structure(let items) = value else {
    throw KMIPError(.wrongType(found: value.type, wanted: .structure))
  }
  return items
}
