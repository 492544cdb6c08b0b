import KMIP

extension OperationFailure {
  static func unsupported(_ message: String) -> Self {
    OperationFailure(reason: .unsupportedCryptographicParameters, message: message)
  }

  static func invalid(_ message: String) -> Self { OperationFailure(reason: .invalidField, message: message) }

  static func cryptographic(_ message: String) -> Self {
    OperationFailure(reason: .cryptographicFailure, message: message)
  }
}

/// Answers the errors of the libraries, which say little, in our words.
func refusing<Result>(
  _ reason: ResultReason, _ message: @autoclosure () -> String, _ body: () throws -> Result
) throws(OperationFailure) -> Result {
  do {
    return try body()
  } catch let failure as OperationFailure {
    throw failure
  } catch {
    throw OperationFailure(reason: reason, message: message())
  }
}
