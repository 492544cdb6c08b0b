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
  /// Says who a client is by its certificate, a token, or where neither is wanted.
  var door: WireDoor {
    let kms = kms
    return { visitor in
      let identity = await kms.identity(
        certificateName: visitor.certificateName, isAskedForCertificate: visitor.isAskedForCertificate,
        token: visitor.token)
      return identity.map { WireGuest(name: $0.isAuthenticated ? $0.name : nil, mustSayWho: !$0.isAuthenticated) }
    }
  }

  /// Answers what is no message: who owns what, who may do what, and what the server is.
  var pages: PageResponder {
    let kms = kms
    return { request in
      let identity = request.guest.map { Self.identity($0.name, mustSayWho: $0.mustSayWho) }
      let answer = await kms.answer(KMIPServer.WebRequest(path: request.path, body: request.body), as: identity)
      return WireAnswer(
        bytes: answer.body, httpStatus: answer.status,
        contentType: answer.isJSON ? "application/json" : "text/plain; charset=utf-8")
    }
  }

  private static func identity(of message: WireMessage) -> Identity {
    identity(message.identity, mustSayWho: message.needsIdentity)
  }

  private static func identity(_ name: String?, mustSayWho: Bool) -> Identity {
    name.map { Identity(name: $0) } ?? Identity(name: owner, isAuthenticated: !mustSayWho)
  }
}

extension WireAnswer {
  /// A bare operation's failure is plain text with a status, as Cosmian has it.
  fileprivate init(bare result: Result<[UInt8], OperationFailure>) {
    switch result {
    case .success(let bytes): self.init(bytes: bytes, contentType: "application/json")
    case .failure(let failure):
      guard failure.reason != .authenticationNotSuccessful else {
        let answer = EmbeddedKMS.notAuthenticated
        self.init(bytes: answer.body, httpStatus: answer.status, contentType: "text/plain; charset=utf-8")
        return
      }
      let isUnknown = failure.reason == .operationNotSupported && failure.operation == nil
      self.init(
        bytes: Array("\(failure.reason.name): \(failure.message)".utf8), httpStatus: isUnknown ? 404 : 422,
        contentType: "text/plain; charset=utf-8")
    }
  }
}
