import Fuzzing
import KMIP
import KMIPServer
import KeyStore
import Synchronization
import TTLV

#if canImport(Glibc)
  import Glibc
#endif

// usage: fuzz-server binary|json [an option or folder of libFuzzer's]…

/// A server with one key, made anew for each input, so that a finding needs nothing that came before it.
struct Target: Sendable {
  let encoding: MessageEncoding

  func check(_ bytes: [UInt8]) {
    let answer = waiting {
      guard let store = try? ObjectStore.inMemory() else { return [UInt8]() }
      let kms = EmbeddedKMS(
        store: store, clock: { 1_800_000_000_000_000 },
        description: ServerDescription(vendorIdentification: "fuzz", serverName: "fuzz", serverVersion: "1"))
      return await kms.respond(to: bytes, encoding: encoding, as: Identity(name: "alice"))
    }
    precondition(isResponse(answer), "the answer is no response message")
  }

  private func isResponse(_ bytes: [UInt8]) -> Bool {
    switch encoding {
    case .binary: (try? ResponseMessage(decoding: bytes)) != nil
    case .json:
      (try? ResponseMessage(Item(decodingJSON: bytes, vocabulary: SpecificationVocabulary()))) != nil
    }
  }
}

guard let name = CommandLine.arguments.dropFirst().first,
  let encoding = MessageEncoding.allCases.first(where: { "\($0)" == name })
else {
  print("usage: fuzz-server binary|json [OPTION or FOLDER]…")
  exit(64)
}
let target = Target(encoding: encoding)
Fuzzer.run { target.check($0) }
