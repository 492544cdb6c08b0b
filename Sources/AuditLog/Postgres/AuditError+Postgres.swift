extension AuditError {
  init(_ result: PostgresResult, _ address: PostgresAddress) {
    let path = address.description
    let cause = address.redacted(result.message)
    self =
      switch result.errorCode {
      case "53100": .fullDisk(path: path)
      case "55P03", "40P01": .locked(path: path)
      case "25006", "42501": .readOnly(path: path)
      case let code? where code.hasPrefix("58") || code.hasPrefix("XX"): .inputOutput(path: path, cause: cause)
      case let code? where code.hasPrefix("08") || code.hasPrefix("57") || code.hasPrefix("53"):
        .unreachable(path: path, cause: cause)
      case .some: .corrupt(path: path, cause: cause)
      case nil: .unreachable(path: path, cause: cause)
      }
  }
}
