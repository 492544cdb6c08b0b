public import TTLV

/// KMIP 2.1 §8.4
public struct ResponseMessage: Structure {
  public var header: ResponseHeader
  public var items: [ResponseBatchItem]

  public init(header: ResponseHeader, items: [ResponseBatchItem]) {
    self.header = header
    self.items = items
  }

  public init(from reader: inout FieldReader) throws(KMIPError) {
    header = try reader.required(.responseHeader)
    items = try reader.repeated(.batchItem)
  }

  public func write(to writer: inout FieldWriter) {
    writer.write(.responseHeader, header)
    writer.write(.batchItem, items)
  }

  /// With the fields of the latest version, whatever the header says.
  public var item: Item {
    var writer = FieldWriter()
    write(to: &writer)
    return Item(.responseMessage, .structure(writer.items))
  }

  /// Reads a message of any version; its fields become those of the latest.
  public init(_ item: Item) throws(KMIPError) {
    guard item.tag == .responseMessage else { throw KMIPError(.unexpected(item.tag)) }
    do { try self.init(item.raised().value) } catch { throw error.inside(item.tag) }
  }
}

/// KMIP 2.1 §8.6
public struct ResponseBatchItem: Structure {
  public var operation: OperationCode?
  public var uniqueBatchItemID: [UInt8]?
  public var resultStatus: ResultStatus
  public var resultReason: ResultReason?
  public var resultMessage: String?
  public var asynchronousCorrelationValue: [UInt8]?
  /// The fields of the operation's response.
  public var payload: [Item]?
  public var messageExtension: MessageExtension?

  public init(
    operation: OperationCode?, uniqueBatchItemID: [UInt8]? = nil, resultStatus: ResultStatus,
    resultReason: ResultReason? = nil, resultMessage: String? = nil, asynchronousCorrelationValue: [UInt8]? = nil,
    payload: [Item]? = nil, messageExtension: MessageExtension? = nil
  ) {
    self.operation = operation
    self.uniqueBatchItemID = uniqueBatchItemID
    self.resultStatus = resultStatus
    self.resultReason = resultReason
    self.resultMessage = resultMessage
    self.asynchronousCorrelationValue = asynchronousCorrelationValue
    self.payload = payload
    self.messageExtension = messageExtension
  }

  public init(from reader: inout FieldReader) throws(KMIPError) {
    operation = try reader.optional(.operation)
    uniqueBatchItemID = try reader.optional(.uniqueBatchItemID)
    resultStatus = try reader.required(.resultStatus)
    resultReason = try reader.optional(.resultReason)
    resultMessage = try reader.optional(.resultMessage)
    asynchronousCorrelationValue = try reader.optional(.asynchronousCorrelationValue)
    let value: Item.Value? = try reader.optional(.responsePayload)
    payload = try value.map(structureItems)
    messageExtension = try reader.optional(.messageExtension)
  }

  public func write(to writer: inout FieldWriter) {
    writer.write(.operation, operation)
    writer.write(.uniqueBatchItemID, uniqueBatchItemID)
    writer.write(.resultStatus, resultStatus)
    writer.write(.resultReason, resultReason)
    writer.write(.resultMessage, resultMessage)
    writer.write(.asynchronousCorrelationValue, asynchronousCorrelationValue)
    writer.write(.responsePayload, payload.map(Item.Value.structure))
    writer.write(.messageExtension, messageExtension)
  }
}
