import KMIP

extension Interop: Handled {
  static var isUndoable: Bool { false }

  // Where a test begins and ends is worth a line in the log, no more: this server is in earnest.
  func response(in context: inout Context) async throws -> Response {
    guard [.begin, .end].contains(interopFunction) else {
      throw OperationFailure(.permissionDenied, "DENIED: this server keeps what its clients made: it is not reset")
    }
    guard let interopIdentifier, interopIdentifier.utf8.count <= 256 else {
      throw OperationFailure(.invalidField, "the interop identifier, of 256 bytes at most, is not given")
    }
    try context.kms.remark?(context.identity, "interop test \(interopIdentifier): \(interopFunction.name)")
    return Response()
  }
}
