import AsyncHTTPClient
import KMIPClient
import NIOCore
import NIOHTTP1

extension TransportError {
  init(exchangingWith address: String, _ error: any Error, wasAskedFor: Bool) {
    switch error {
    case is CancellationError: self = .cancelled(address, wasAskedFor: wasAskedFor)
    case let error as HTTPClientError where [.cancelled, .requestStreamCancelled].contains(error):
      self = .cancelled(address, wasAskedFor: wasAskedFor)
    case is NIOTooManyBytesError:
      self.init(
        .receive, isUnsent: false, isLasting: true, "the answer of \(address) is larger than \(messageLimit) bytes")
    case let error as TransportError: self = error
    default:
      let known = wasAskedFor ? Self(refusedBy: address, error) : Self(reaching: address, error)
      self = known ?? .interrupted(address, error, wasAskedFor: wasAskedFor)
    }
  }

  private static func cancelled(_ address: String, wasAskedFor: Bool) -> TransportError {
    TransportError(.cancelled, isUnsent: !wasAskedFor, "cancelled while waiting for \(address)")
  }

  private static func interrupted(_ address: String, _ error: any Error, wasAskedFor: Bool) -> TransportError {
    let reason =
      (error as? HTTPClientError)?.shortDescription ?? (error as? IOError).map { errorText($0.errnoCode) } ?? "\(error)"
    return TransportError(
      wasAskedFor ? .receive : .send, isUnsent: !wasAskedFor,
      "the connection to \(address) broke: \(printable(reason, limit: 200))")
  }

  /// An answer that is no message.
  init(refusing response: HTTPClientResponse, address: String) async {
    let code = response.status.code
    let text = await response.explanation
    let said = text.isEmpty ? "" : ": " + text
    switch code {
    case 401, 403:
      self.init(
        .authentication, isUnsent: true, isLasting: true,
        "\(address) does not accept the credentials (HTTP \(code))\(said)",
        hint: "check the token or the client certificate of the profile")
    case 429:
      self.init(.server, isUnsent: true, "\(address) has too many requests (HTTP 429)\(said)", hint: "try again later")
    case 404, 405:
      self.init(
        .server, isUnsent: true, isLasting: true, "\(address) has no KMIP at /kmip/2_1 (HTTP \(code))\(said)",
        hint: "check the address; it is that of the server's root")
    case 300..<400:
      self.init(
        .server, isUnsent: true, isLasting: true, "\(address) points elsewhere (HTTP \(code))",
        hint: response.headers.first(name: "Location").map { "the new address: \(printable($0, limit: 200))" })
    case 400..<500:
      self.init(.server, isUnsent: true, isLasting: true, "\(address) turns the request away (HTTP \(code))\(said)")
    default:
      self.init(.server, isUnsent: false, "\(address) failed (HTTP \(code))\(said)")
    }
  }
}

extension HTTPClientResponse {
  /// What the body says, if it is a short text.
  fileprivate var explanation: String {
    get async {
      guard let body = try? await body.collect(upTo: 64 << 10), !isMarkup else { return "" }
      return printable(String(buffer: body), limit: 300)
    }
  }

  private var isMarkup: Bool { headers.first(name: "Content-Type")?.contains("xhtml") ?? false }
}
