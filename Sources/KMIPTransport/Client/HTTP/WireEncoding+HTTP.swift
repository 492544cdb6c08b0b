public import KMIPClient

extension WireEncoding {
  public var contentType: String {
    switch self {
    case .binary: "application/octet-stream"
    case .json: "application/json"
    case .xml: "text/xml"
    }
  }

  /// Where servers take messages in it.
  var path: String {
    switch self {
    case .binary, .xml: "/kmip"
    case .json: "/kmip/2_1"
    }
  }
}
