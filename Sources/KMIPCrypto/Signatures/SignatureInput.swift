/// What is signed: the data, or its digest by the signature's hashing algorithm.
public enum SignatureInput: Hashable, Sendable {
  case data([UInt8])
  case digestedData([UInt8])
}
