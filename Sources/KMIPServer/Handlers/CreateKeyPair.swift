import KMIP
import KeyStore

extension CreateKeyPair: Handled {
  func response(in context: inout Context) async throws -> Response {
    let attributes = KeyPairAttributes(
      common: commonAttributes, privateKey: privateKeyAttributes, publicKey: publicKeyAttributes)
    let ids = try attributes.identifiers()
    let pair = try attributes.objects(try attributes.generate(), ids, in: context)
    try await context.insert([pair.privateKey, pair.publicKey])
    context.leave(ids.publicKey, as: .createKeyPairPublicKey)
    context.leave(ids.privateKey, as: .createKeyPair, .createKeyPairPrivateKey)
    return Response(
      privateKeyUniqueIdentifier: .text(ids.privateKey), publicKeyUniqueIdentifier: .text(ids.publicKey))
  }
}
