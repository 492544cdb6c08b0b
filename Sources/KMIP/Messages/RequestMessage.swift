public import TTLV

/// KMIP 2.1 §8.1
public struct RequestMessage: Message {
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

  public static var tag: Tag { .requestMessage }
  public var protocolVersion: ProtocolVersion { header.protocolVersion }
}

/// KMIP 2.1 §8.3
public struct RequestBatchItem: Structure {
  public var operation: OperationCode
  public var ephemeral: Bool?
  public var uniqueBatchItemID: [UInt8]?
  /// The fields of the operation's request.
  public var fields: Payload
  public var messageExtensions: [MessageExtension]

  public init(
    operation: OperationCode, ephemeral: Bool? = nil, uniqueBatchItemID: [UInt8]? = nil, payload: [Item],
    messageExtensions: [MessageExtension] = []
  ) {
    self.operation = operation
    self.ephemeral = ephemeral
    self.uniqueBatchItemID = uniqueBatchItemID
    fields = Payload(payload)
    self.messageExtensions = messageExtensions
  }

  public init(_ request: some Operation, uniqueBatchItemID: [UInt8]? = nil) {
    operation = type(of: request).code
    self.uniqueBatchItemID = uniqueBatchItemID
    fields = Payload(request)
    messageExtensions = []
  }

  /// The items of the fields.
  public var payload: [Item] {
    get { fields.items }
    set { fields = Payload(newValue) }
  }

  public init(from reader: inout FieldReader) throws(KMIPError) {
    operation = try reader.required(.operation)
    ephemeral = try reader.optional(.ephemeral)
    uniqueBatchItemID = try reader.optional(.uniqueBatchItemID)
    fields = try reader.optional(.requestPayload) ?? Payload([])
    messageExtensions = try reader.repeated(.messageExtension)
  }

  public func write(to writer: inout FieldWriter) {
    writer.write(.operation, operation)
    writer.write(.ephemeral, ephemeral)
    writer.write(.uniqueBatchItemID, uniqueBatchItemID)
    writer.write(.requestPayload, fields)
    writer.write(.messageExtension, messageExtensions)
  }
}
