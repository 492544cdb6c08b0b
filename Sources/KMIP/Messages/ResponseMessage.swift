public import TTLV

/// KMIP 2.1 §8.4
public struct ResponseMessage: Message {
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

  public static var tag: Tag { .responseMessage }
  public var protocolVersion: ProtocolVersion { header.protocolVersion }
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
  public var fields: Payload?
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
    fields = payload.map(Payload.init)
    self.messageExtension = messageExtension
  }

  /// Success.
  public init(operation: OperationCode, uniqueBatchItemID: [UInt8]? = nil, _ response: some Structure) {
    self.init(operation: operation, uniqueBatchItemID: uniqueBatchItemID, resultStatus: .success)
    fields = Payload(response)
  }

  /// The items of the fields.
  public var payload: [Item]? {
    get { fields?.items }
    set { fields = newValue.map(Payload.init) }
  }

  public init(from reader: inout FieldReader) throws(KMIPError) {
    operation = try reader.optional(.operation)
    uniqueBatchItemID = try reader.optional(.uniqueBatchItemID)
    resultStatus = try reader.required(.resultStatus)
    resultReason = try reader.optional(.resultReason)
    resultMessage = try reader.optional(.resultMessage)
    asynchronousCorrelationValue = try reader.optional(.asynchronousCorrelationValue)
    fields = try reader.optional(.responsePayload)
    messageExtension = try reader.optional(.messageExtension)
  }

  public func write(to writer: inout FieldWriter) {
    writer.write(.operation, operation)
    writer.write(.uniqueBatchItemID, uniqueBatchItemID)
    writer.write(.resultStatus, resultStatus)
    writer.write(.resultReason, resultReason)
    writer.write(.resultMessage, resultMessage)
    writer.write(.asynchronousCorrelationValue, asynchronousCorrelationValue)
    writer.write(.responsePayload, fields)
    writer.write(.messageExtension, messageExtension)
  }
}
