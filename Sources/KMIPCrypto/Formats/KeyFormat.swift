import KMIP

enum KeyFormat {
  static func mismatch(_ format: KeyFormatType, _ kind: String) -> OperationFailure {
    OperationFailure(
      reason: .keyFormatTypeNotSupported, message: "the format \(format) is not supported for this \(kind) key")
  }
}
