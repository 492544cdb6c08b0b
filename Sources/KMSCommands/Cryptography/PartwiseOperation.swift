import KMIP

/// An operation that takes its data whole or in parts (KMIP 2.1 §6.1).
protocol PartwiseOperation: KMIP.Operation where Response: PartwiseResponse {
  var data: [UInt8]? { get set }
  var correlationValue: [UInt8]? { get set }
  var initIndicator: Bool? { get set }
  var finalIndicator: Bool? { get set }
}

protocol PartwiseResponse {
  var correlationValue: [UInt8]? { get }
}

extension KMIP.Encrypt: PartwiseOperation {}
extension KMIP.Decrypt: PartwiseOperation {}
extension KMIP.Sign: PartwiseOperation {}
extension SignatureVerify: PartwiseOperation {}
extension KMIP.Hash: PartwiseOperation {}
extension KMIP.MAC: PartwiseOperation {}
extension MACVerify: PartwiseOperation {}

extension KMIP.Encrypt.Response: PartwiseResponse {}
extension KMIP.Decrypt.Response: PartwiseResponse {}
extension KMIP.Sign.Response: PartwiseResponse {}
extension SignatureVerify.Response: PartwiseResponse {}
extension KMIP.Hash.Response: PartwiseResponse {}
extension KMIP.MAC.Response: PartwiseResponse {}
extension MACVerify.Response: PartwiseResponse {}
