import KMIP

extension Log: Handled {
  static var isUndoable: Bool { false }

  private static let limit = 4096

  func response(in context: inout Context) async throws -> Response {
    guard let remark = context.kms.remark else {
      throw OperationFailure(.featureNotSupported, "this server keeps no log of its clients' messages")
    }
    guard logMessage.utf8.count <= Self.limit else {
      throw OperationFailure(.invalidField, "a log message has at most \(Self.limit) bytes")
    }
    try remark(context.identity, logMessage)
    return Response()
  }
}
