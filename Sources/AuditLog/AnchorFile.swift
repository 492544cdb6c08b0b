/// What an anchor's file holds, whichever anchor wrote it.
public struct AnchorFile: Sendable {
  public let path: String
  /// In the order in which they were put there.
  public private(set) var checkpoints: [AnchoredCheckpoint] = []
  /// The numbers of the lines that are no part of a checkpoint.
  public private(set) var strayLines: [Int] = []

  public init(path: String, text: String) {
    self.path = path
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String($0) ?? "" }.enumerated().filter { !$0.element.isEmpty }[...]
    while let (index, line) = lines.popFirst() {
      if let signed = AnchoredCheckpoint(line: line) {
        checkpoints.append(signed)
      } else if let note = Checkpoint(note: ([line] + lines.prefix(2).map(\.element)).joined(separator: "\n")) {
        checkpoints.append(AnchoredCheckpoint(note, nil))
        lines = lines.dropFirst(2)
      } else {
        strayLines.append(index + 1)
      }
    }
  }
}

/// What was kept away from a store, to hold it against.
public struct KeptCopies: Sendable {
  public var checkpoints: [Checkpoint]
  public var anchors: [AnchorFile] = []
  /// Whose signatures the anchors must bear; without it they are not looked at.
  public var anchorKey: AnchorKey?
  /// The keys that the store is known by; without one, the store and the key beside it are asked.
  public var publicKeys: [AuditPublicKey] = []

  public init(checkpoints: [Checkpoint] = []) { self.checkpoints = checkpoints }

  /// Whether a KMS signed any of it.
  public var hasSeals: Bool { anchors.contains { $0.checkpoints.contains { $0.seal != nil } } }

  /// Every checkpoint that is kept of that store; those that somebody handed in, of whatever store they are.
  func checkpoints(of store: String) -> [Checkpoint] {
    checkpoints + anchors.flatMap(\.checkpoints).map(\.checkpoint).filter { $0.store == store }
  }

  /// Names what is wrong with the anchors themselves.
  func inspectAnchors(of store: String, _ report: inout Verification) {
    for anchor in anchors {
      let own = anchor.checkpoints.filter { $0.checkpoint.store == store }
      if own.isEmpty { report.add(.checkpointForged, 0, "\(anchor.path) holds no checkpoint of this store") }
      for line in anchor.strayLines {
        report.add(.checkpointForged, 0, "line \(line) of \(anchor.path) is no checkpoint")
      }
      guard let anchorKey else { continue }
      for forged in own where !anchorKey.hasSigned(forged) {
        report.add(
          .checkpointForged, forged.checkpoint.size,
          "checkpoint \(forged.checkpoint.number) in \(anchor.path) does not bear the signature of the anchor's key")
      }
    }
  }
}
