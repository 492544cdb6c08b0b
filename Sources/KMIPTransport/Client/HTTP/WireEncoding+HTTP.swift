public import KMIPClient

extension WireEncoding {
  public var contentType: String {
    switch self {
    case .binary: "application/octet-stream"
    case .json: "application/json"
    }
  }

  /// Where servers take messages in it.
  var path: String {
    switch self {
    case .binary: "/kmip"
    case .json: "/kmip/2_1"
    }
  }
}
