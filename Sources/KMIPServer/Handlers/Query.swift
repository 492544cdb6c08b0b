import KMIP
import KMIPCrypto
import KeyStore

extension Query: Handled {
  func response(in context: inout Context) async throws -> Response {
    var response = Response()
    for function in queryFunction { answer(function, &response, context.description, context.version) }
    if queryFunction.contains(.queryDefaultsInformation) {
      let owner = context.identity.name
      response.defaultsInformation = try await context.store.read { try Policy(of: owner, in: $0) }.defaults
    }
    return response
  }

  private func answer(
    _ function: QueryFunction, _ response: inout Response, _ server: ServerDescription, _ version: ProtocolVersion
  ) {
    switch function {
    case .queryOperations: response.operation = handlers.map { $0.code }
    case .queryObjects: response.objectType = ObjectType.kept(in: version)
    case .queryServerInformation:
      response.vendorIdentification = server.vendorIdentification
      response.serverInformation = ServerInformation(
        serverName: server.serverName, serverVersion: server.serverVersion)
    case .queryRNGs:
      response.rngParameters = [
        RNGParameters(rngAlgorithm: .ansiX931, cryptographicAlgorithm: .aes, cryptographicLength: 256)
      ]
    case .queryProfiles:
      response.profileInformation = [
        ProfileInformation(
          profileName: .baselineServer, profileVersion: ProfileVersion(profileVersionMajor: 2, profileVersionMinor: 1))
      ]
    case .queryCapabilities: response.capabilityInformation = [capabilities]
    case .queryStorageProtectionMasks:
      response.protectionStorageMasks = ProtectionStorageMasks(protectionStorageMask: [.software])
    default: break
    }
  }

  private var capabilities: CapabilityInformation {
    CapabilityInformation(
      streamingCapability: true, asynchronousCapability: true, attestationCapability: false,
      batchUndoCapability: true, batchContinueCapability: true, unwrapMode: .processed,
      destroyAction: .keyMaterialDeleted, rngMode: .sharedInstantiation, quantumSafeCapability: false)
  }
}
