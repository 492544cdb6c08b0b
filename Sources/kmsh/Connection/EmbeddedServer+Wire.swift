import KMIP
import KMIPClient
import KMIPServer
import KMIPTransport

extension EmbeddedServer {
  /// Answers what a listener heard.
  var respond: WireResponder {
    let kms = kms
    return { message in
      let identity = Self.identity(of: message)
      switch message.encoding {
      case .binary:
        let answer = await kms.respond(to: message.bytes, encoding: .binary, as: identity)
        return WireAnswer(bytes: answer, contentType: "application/octet-stream")
      case .json where message.permitsBareOperation:
        return WireAnswer(bare: await kms.respondBare(to: message.bytes, as: identity))
      case .json:
        let answer = await kms.respond(to: message.bytes, encoding: .json, as: identity)
        return WireAnswer(bytes: answer, contentType: "application/json")
      case .xml:
        let answer = await kms.respond(to: message.bytes, encoding: .xml, as: identity)
        return WireAnswer(bytes: answer, contentType: "text/xml")
      }
    }
  }
}

extension EmbeddedServer {
  /// Who asks. No certificate makes its holder the local owner.
  private static func identity(of message: WireMessage) -> Identity {
    guard let name = message.identity else { return Identity(name: owner, isAuthenticated: !message.needsIdentity) }
    return Identity(name: name, isAuthenticated: name != owner)
  }
}

extension WireAnswer {
  /// A bare operation's failure is plain text with a status, as Cosmian has it.
  fileprivate init(bare result: Result<[UInt8], OperationFailure>) {
    switch result {
    case .success(let bytes): self.init(bytes: bytes, contentType: "application/json")
    case .failure(let failure):
      let isUnknown = failure.reason == .operationNotSupported && failure.operation == nil
      self.init(
        bytes: Array("\(failure.reason.name): \(failure.message)".utf8), httpStatus: isUnknown ? 404 : 422,
        contentType: "text/plain; charset=utf-8")
    }
  }
}
