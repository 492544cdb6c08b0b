public import KMSInterpreter
import KMSSyntax

/// The Language Server Protocol, as a function of what comes in: diagnostics, completion, help, definitions, layout.
public struct LanguageServer {
  enum Phase { case new, running, shutDown }

  let commands: CommandTable
  let version: String
  let read: @Sendable (_ path: String) throws -> String
  var phase = Phase.new
  var encoding = PositionEncoding.utf16
  /// By URI.
  var documents: [String: Document] = [:]
  /// Notifications that wait to be sent.
  var outbox: [JSON] = []
  private var reader = MessageReader()
  /// What the process ends with, once the client has said `exit`.
  public internal(set) var exitStatus: Int32?

  /// - Parameter read: the text of a file on disk, for `use`.
  public init(
    commands: CommandTable, version: String,
    read: @escaping @Sendable (_ path: String) throws -> String = { try ScriptFile.text(at: $0) }
  ) {
    self.commands = commands
    self.version = version
    self.read = read
  }

  /// Serves until the client says `exit` or the input ends, which without `shutdown` before is a fault.
  public mutating func serve(read: () -> [UInt8]?, write: ([UInt8]) -> Void) -> Int32 {
    while exitStatus == nil, let bytes = read() {
      let answer = receive(bytes)
      if !answer.isEmpty { write(answer) }
    }
    return exitStatus ?? (phase == .shutDown ? 0 : 1)
  }

  /// Takes what came in and gives what goes out, both framed.
  public mutating func receive(_ bytes: [UInt8]) -> [UInt8] {
    reader.append(bytes)
    var answers: [UInt8] = []
    while exitStatus == nil, let event = reader.next() {
      let answer = answer(to: event)
      let messages = (answer.map { [$0] } ?? []) + outbox
      outbox = []
      answers += messages.flatMap(MessageReader.framed)
    }
    return answers
  }

  private mutating func answer(to event: MessageReader.Event) -> JSON? {
    switch event {
    case .message(let body):
      guard let message = JSON(parsing: body) else { return failure(.parse("the message is no JSON"), id: .null) }
      return answer(to: message)
    case .tooLong(let length):
      let most = MessageReader.longestMessage
      return failure(.invalidRequest("the message has \(length) bytes, \(most) are the most"), id: .null)
    case .noLength:
      exitStatus = 1
      return failure(.parse("the header has no valid Content-Length"), id: .null)
    }
  }

  private mutating func answer(to message: JSON) -> JSON? {
    let id = message["id"]
    guard message.isObject, let method = message["method"]?.string else {
      let isResponse = message["result"] != nil || message["error"] != nil
      return isResponse ? nil : failure(.invalidRequest("a message has a 'method'"), id: id ?? .null)
    }
    let parameters = message["params"] ?? .null
    do throws(RequestError) {
      guard let id else {
        try notice(method, parameters)
        return nil
      }
      return ["jsonrpc": "2.0", "id": id, "result": try result(of: method, parameters)]
    } catch {
      return id.map { failure(error, id: $0) }
    }
  }

  private func failure(_ error: RequestError, id: JSON) -> JSON {
    ["jsonrpc": "2.0", "id": id, "error": error.json]
  }
}
