import KMIP

extension Attributes {
  /// Objects that an operation on this one may change as well: the other half of a pair, a new certificate's keys.
  func changed(with operation: OperationCode) -> [String] {
    let isPair = objectType == .privateKey || objectType == .publicKey
    guard isPair || objectType == .certificate && operation.certifies else { return [] }
    return [LinkType.publicKeyLink, .privateKeyLink].compactMap { link($0) }
  }

  /// These, and what the operation works with: the certificates above, where one is issued or validated.
  func companions(in operation: OperationCode) -> [String] {
    changed(with: operation) + (operation.certifies ? [link(.certificateLink)].compactMap(\.self) : [])
  }
}
