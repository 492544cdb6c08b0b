import KMIP

extension ResponseMessage {
  /// True if the answer may be to the version rather than to what was asked.
  var isRefusedForVersion: Bool {
    guard let item = items.first, items.count == 1, item.resultStatus == .operationFailed else { return false }
    return item.resultReason == .unsupportedProtocolVersion || item.resultReason == .invalidMessage
  }

  /// The best version for both ends, as an answer to Discover Versions in version `candidate` tells it.
  func bestVersion(upTo candidate: ProtocolVersion, for call: Call, attempts: Int) throws(ClientError)
    -> ProtocolVersion
  {
    guard let item = items.first,
      case .success(let answer) = try call.response(item, to: DiscoverVersions.self, attempts: attempts),
      !answer.protocolVersion.isEmpty
    else { return candidate }
    let common = Client.spoken.first { $0 <= candidate && answer.protocolVersion.contains($0) }
    guard let common else { throw .noCommonVersion(answer.protocolVersion) }
    return common
  }
}

extension ClientError {
  static func noCommonVersion(_ offered: [ProtocolVersion]) -> ClientError {
    let theirs = offered.isEmpty ? "another version" : offered.map(\.description).joined(separator: ", ")
    let ours = Client.spoken.map(\.description).joined(separator: ", ")
    return ClientError(
      .version, "the server speaks KMIP \(theirs); this client speaks \(ours)",
      hint: "see if the server can be set to one of these",
      isSent: true, applied: .no, attempts: 1)
  }
}
