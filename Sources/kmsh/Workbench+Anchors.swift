import AuditLog
import KMIP
import KMIPClient
import KMSCommands
import KMSInterpreter
import KMSSyntax

extension AnchorPublisher {
  /// Nothing if the configuration names no anchor.
  convenience init?(_ workplace: Workplace, _ kms: KMS, _ console: StandardConsole) {
    let settings = workplace.configuration.anchors
    if settings.isEmpty { return nil }
    self.init(settings.map { $0.anchor(kms, signed: workplace.signedCheckpoints) }) { failure in
      console.warn(
        "the anchor \(failure.anchor) did not take checkpoint \(failure.checkpoint.number): \(failure.reason)",
        hint: "the audit log holds it all the same; later checkpoints cover what it covers")
    }
  }
}

extension AnchorSetting {
  /// - Parameter file: Where checkpoints go that the KMS signed.
  fileprivate func anchor(_ kms: KMS, signed file: String) -> any Anchor {
    switch self {
    case .file(let path): FileAnchor(path: path)
    case .kms(let key): SigningAnchor(key: key, file: file) { try await kms.signature(of: $0, by: key) }
    }
  }
}

extension Workplace {
  /// Beside the store where that is a file, else with this user's state.
  fileprivate var signedCheckpoints: String {
    let store = auditStore.contains("://") ? folders.auditStore : auditStore
    return (store.lastIndex(of: "/").map { store[..<$0] } ?? ".") + "/anchors.jsonl"
  }
}

extension AnchorFailure {
  fileprivate var reason: String {
    switch error {
    case let error as AnchorError: error.message
    case let failure as OperationFailure: failure.message
    case let error as ClientError: error.message
    default: Complaint(error).diagnostic.message
    }
  }
}
