import KMIP

extension PKCS11: Handled {
  static var isUndoable: Bool { false }

  func response(in context: inout Context) async throws -> Response {
    guard [nil, "PKCS 11"].contains(pkcs11Interface) else {
      throw OperationFailure(.pkcs11InvalidInterface, "the interface is \"PKCS 11\"")
    }
    guard PKCS11Function.rows.contains(where: { $0.code == pkcs11Function.rawValue }) else {
      throw OperationFailure(.pkcs11InvalidFunction, "PKCS#11 has no function \(pkcs11Function.rawValue)")
    }
    switch pkcs11Function {
    case .cInitialize: return try initialized(in: context)
    case .cGetInfo: return answer(in: context) { $0.pkcs11OutputParameters = information(context).bytes }
    case .cFinalize: return answer(in: context) { _ in context.kms.cryptoki.end(correlationValue) }
    default: return answer(in: context) { $0.pkcs11ReturnCode = .functionNotSupported }
    }
  }

  // The one argument is a pointer: none, or one to functions that do not travel.
  private func initialized(in context: Context) throws(OperationFailure) -> Response {
    guard [nil, [], [0], [1]].contains(pkcs11InputParameters) else {
      throw OperationFailure(.pkcs11CodecError, "C_Initialize takes one byte: whether its argument is there")
    }
    guard !context.kms.cryptoki.isBegun(correlationValue, by: context.identity.name) else {
      return response(.cryptokiAlreadyInitialized)
    }
    guard let correlation = context.kms.cryptoki.begin(for: context.identity.name) else {
      throw OperationFailure(.serverLimitExceeded, "too many applications are initialised: end some by C_Finalize")
    }
    var response = response(.ok)
    response.correlationValue = correlation
    return response
  }

  private func answer(in context: Context, _ act: (inout Response) -> Void) -> Response {
    guard context.kms.cryptoki.isBegun(correlationValue, by: context.identity.name) else {
      return response(.cryptokiNotInitialized)
    }
    var response = response(.ok)
    act(&response)
    return response
  }

  private func response(_ code: PKCS11ReturnCode) -> Response {
    Response(
      pkcs11Interface: pkcs11Interface, pkcs11Function: pkcs11Function, correlationValue: correlationValue,
      pkcs11ReturnCode: code)
  }

  private func information(_ context: Context) -> CryptokiInformation {
    CryptokiInformation(
      manufacturer: context.description.vendorIdentification, library: context.description.serverName)
  }
}
