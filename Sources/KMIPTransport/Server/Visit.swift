import KMIPClient
import NIOCore

/// One client's connection, from its first message to its last.
struct Visit {
  let limits: ListenerLimits
  let respond: WireResponder
  let door: WireDoor
  let asksForName: Bool

  func run(_ connection: FramedChannel, _ visitors: Visitors) async {
    let channel = connection.channel
    guard let ticket = visitors.arrive(channel) else {
      channel.close(promise: nil)
      return
    }
    defer { visitors.leave(ticket) }
    // A client that breaks off or talks nonsense ends its own visit and nothing else.
    try? await connection.executeThenClose { inbound, outbound in
      var frames = inbound.makeAsyncIterator()
      var guest: WireGuest?
      while let frame = try await channel.closing(after: limits.idle, { try await frames.next() }) {
        guard visitors.begin(ticket) else { break }
        if guest?.name == nil { guest = await admitted(channel) }
        let message = WireMessage(
          bytes: frame.bytes, encoding: .binary, identity: guest?.name, needsIdentity: guest?.mustSayWho ?? true)
        let answer = await respond(message)
        try await channel.closing(after: limits.message) { try await outbound.write(ByteBuffer(bytes: answer.bytes)) }
        guard visitors.end(ticket), !frame.isBroken else { break }
      }
    }
  }
}

extension Visit {
  // Whom the door turns away is answered in KMIP: it is nobody.
  private func admitted(_ channel: any Channel) async -> WireGuest? {
    await door(
      WireVisitor(
        certificateName: asksForName ? await channel.peerName() : nil, isAskedForCertificate: asksForName))
  }
}

extension Frame {
  fileprivate var bytes: [UInt8] {
    switch self {
    case .message(let bytes), .broken(let bytes): bytes
    }
  }

  fileprivate var isBroken: Bool {
    switch self {
    case .message: false
    case .broken: true
    }
  }
}
