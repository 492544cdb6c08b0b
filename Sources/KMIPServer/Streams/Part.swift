import KMIP

/// Which part of its data a request brings (KMIP 2.1 §6.1.11, §6.1.17, …).
enum Part {
  case whole
  case first
  case next(correlation: [UInt8], isLast: Bool)

  init(_ begins: Bool?, _ ends: Bool?, _ correlation: [UInt8]?) throws(OperationFailure) {
    switch (begins ?? false, ends ?? false, correlation) {
    case (false, false, nil): self = .whole
    case (true, false, nil): self = .first
    case (false, let ends, let correlation?): self = .next(correlation: correlation, isLast: ends)
    case (true, true, _):
      throw OperationFailure(.invalidField, "the init and the final indicator cannot both be true")
    case (true, false, _?):
      throw OperationFailure(.invalidField, "the first part of a stream has no correlation value")
    case (false, true, nil):
      throw OperationFailure(.invalidField, "the last part of a stream needs the correlation value of the one before")
    }
  }
}
