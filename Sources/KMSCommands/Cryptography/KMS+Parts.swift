import KMIP
import KMIPClient
import KMSInterpreter
import KMSSyntax

extension KMS {
  /// Gives the operation what `data=` or `file=` say.
  func perform<Request: PartwiseOperation>(
    _ request: Request, then next: Request, _ invocation: Invocation, in folder: String
  ) async throws -> Request.Response {
    if let file = try invocation.arguments.file(in: folder) {
      return try await perform(request, then: next, over: FileInput(file))
    }
    var request = request
    request.data = try invocation.arguments.requiredData()
    try await checkSize(request.data, for: Request.code)
    return try await perform(request)
  }

  /// Gives the operation a file's bytes: in one request if they are few, else in parts.
  ///
  /// - Parameters:
  ///   - first: The request without data.
  ///   - next: What goes with each later part: the key, where there is one.
  ///   - each: Told of each answer, the last one too.
  func perform<Request: PartwiseOperation>(
    _ first: Request, then next: Request, over input: FileInput,
    each: (Request.Response) throws -> Void = { _ in }
  ) async throws -> Request.Response {
    var input = input
    let size = input.left
    let limit = try await dataLimit()
    let streams = try await client().profile().streams.contains(Request.code)
    let partSize = min(partSize, limit)
    guard streams, size > Int64(partSize) else {
      guard size <= Int64(limit) else { throw tooLarge(size, limit, Request.code, of: input.path) }
      var request = first
      request.data = try input.next(limit)
      let answer = try await perform(request)
      StatementTrace.current?.note(bytes: size)
      try each(answer)
      return answer
    }
    return try await perform(first, then: next, inPartsOf: input, partSize, each)
  }

  private func perform<Request: PartwiseOperation>(
    _ first: Request, then next: Request, inPartsOf input: FileInput, _ partSize: Int,
    _ each: (Request.Response) throws -> Void
  ) async throws -> Request.Response {
    var (input, request) = (input, first)
    let size = input.left
    request.initIndicator = true
    while true {
      try Task.checkCancellation()
      request.data = try input.next(partSize)
      let isLast = input.left == 0
      if isLast { request.finalIndicator = true }
      let answer = try await perform(part: request)
      StatementTrace.current?.note(bytes: size - input.left)
      try each(answer)
      if isLast { return answer }
      request = next
      request.correlationValue = try answer.correlationValue.orMissing("correlation value for the next part")
    }
  }

  /// The statement's record hears of the operation once. The client never sends a part twice.
  private func perform<Request: PartwiseOperation>(part request: Request) async throws -> Request.Response {
    let client = try await client()
    guard let trace = StatementTrace.current else { return try await client.perform(request) }
    if request.correlationValue == nil { trace.note(Request.code) }
    return try await client.perform(request, correlation: trace.correlation, observer: trace.observer)
  }

  /// Bytes of data that one request may hold, with room for what goes beside them.
  func dataLimit() async throws -> Int {
    let client = try await client()
    let limit = try await client.profile().messageLimit
    // In JSON a byte is two digits.
    return (client.transport.encoding == .json ? limit / 2 : limit) - 1 << 14
  }

  /// Refuses what is more than one request takes.
  func checkSize(_ data: [UInt8]?, for operation: OperationCode) async throws {
    guard let data else { return }
    let limit = try await dataLimit()
    guard data.count <= limit else {
      throw CommandError(
        .refusedLocally, "the data has \(data.count) bytes, one \(operation.name) takes up to \(limit)",
        hint: "file=PATH takes files of any size where the server takes them in parts", parameter: "data")
    }
  }

  private func tooLarge(_ size: Int64, _ limit: Int, _ operation: OperationCode, of path: String) -> CommandError {
    CommandError(
      .refusedLocally,
      "\(path) has \(size) bytes: this server takes up to \(limit) in one \(operation.name), and no data in parts",
      hint: "split the file, or do it on a server that takes data in parts, as the embedded one does",
      parameter: "file")
  }
}
