/// Why a request has no result, in the numbers of JSON-RPC and of the Language Server Protocol.
struct RequestError: Error {
  let code: Int
  let message: String

  static func parse(_ message: String) -> Self { Self(code: -32700, message: message) }
  static func invalidRequest(_ message: String) -> Self { Self(code: -32600, message: message) }
  static func unknownMethod(_ method: String) -> Self {
    Self(code: -32601, message: "there is no method '\(method)'")
  }
  static func invalidParameters(_ message: String) -> Self { Self(code: -32602, message: message) }
  static let notInitialized = Self(code: -32002, message: "the first request is 'initialize'")

  var json: JSON { ["code": .int(code), "message": .string(message)] }
}
