import KMIPClient

extension TransportError {
  /// An answer that is no message.
  init(refusing answer: WebAnswer, of address: String, _ path: String) {
    let code = answer.status
    let text = answer.explanation
    let said = text.isEmpty ? "" : ": " + text
    switch code {
    case 401, 403:
      self.init(
        .authentication, isUnsent: true, isLasting: true,
        "\(address) does not accept the credentials (HTTP \(code))\(said)",
        hint: "check the token or the client certificate of the profile")
    case 407:
      self.init(
        .authentication, isUnsent: true, isLasting: true, "the proxy does not accept the password (HTTP 407)",
        hint: "see proxy-user and proxy-password-file of the profile")
    case 429:
      self.init(.server, isUnsent: true, "\(address) has too many requests (HTTP 429)\(said)", hint: "try again later")
    case 404, 405:
      self.init(
        .server, isUnsent: true, isLasting: true, "\(address) has no KMIP at \(path) (HTTP \(code))\(said)",
        hint: "check the address; it is that of the server's root")
    case 300..<400:
      self.init(
        .server, isUnsent: true, isLasting: true, "\(address) points elsewhere (HTTP \(code))",
        hint: answer.location.map { "the new address: \(printable($0, limit: 200))" })
    case 400..<500:
      self.init(.server, isUnsent: true, isLasting: true, "\(address) turns the request away (HTTP \(code))\(said)")
    default:
      self.init(.server, isUnsent: false, "\(address) failed (HTTP \(code))\(said)")
    }
  }
}

extension WebAnswer {
  /// What the body says, if it is a short text.
  public var explanation: String {
    guard body.count <= 64 << 10, contentType?.contains("xhtml") != true else { return "" }
    return printable(String(decoding: body, as: UTF8.self), limit: 300)
  }
}
