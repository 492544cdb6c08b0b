import AuditLog

extension BundleReading {
  /// The texts of the script and its includes by name, each with the hash that the opening names.
  func sources(of records: [Record]) throws(BundleFault) -> [String: String] {
    let files = EvidenceFiles(records.first?.entry.details ?? [:])
    var sources: [String: String] = [:]
    for (index, wanted) in files.wanted.enumerated() {
      let path = EvidenceFiles.path(role: wanted.role, number: index + 1, name: wanted.name)
      guard let listed = manifest.files.first(where: { $0.path == path }), let text = self.text(of: path) else {
        guard !manifest.missing.isEmpty else { throw BundleFault("\(wanted.name) is not in the bundle") }
        continue
      }
      guard wanted.sha256 == nil || wanted.sha256 == listed.sha256 else {
        throw BundleFault("\(path) is not the file that ran: the opening names another SHA-256")
      }
      if wanted.role == "source" { sources[wanted.name] = text }
    }
    return sources
  }

  /// Draws the reports again and compares them with those in the bundle.
  func compareReports(_ records: [Record], _ sources: [String: String]) throws(BundleFault) {
    guard canCompareReports else { return }
    let report = RunReport(records: records, sources: sources)
    for (path, drawn) in zip(EvidenceBundle.Path.reports, report.renderings) {
      guard let text = text(of: path) else { throw BundleFault("\(path) is not in the bundle") }
      guard text.utf8.elementsEqual(drawn.utf8) else { throw BundleFault("\(path) is not what the records tell") }
    }
  }

  private var canCompareReports: Bool { manifest.reportFormat == Int64(RunReport.format) }

  func notes(_ records: [Record], isPinned: Bool) -> [String] {
    var notes = manifest.missing.map { "left out: \($0)" }
    if !isPinned { notes.append("held against the keys in the bundle itself: give the log's own key with --key") }
    if !canCompareReports {
      notes.append(
        "the reports are of kmsh \(manifest.version) and were not drawn again: this one draws them otherwise")
    }
    let gaps = zip(records, records.dropFirst()).reduce(Int64(0)) { $0 &+ ($1.1.seq &- $1.0.seq &- 1) }
    if gaps > 0 { notes.append("\(gaps) records of other sessions lie between these; the signer vouches for that") }
    return notes
  }
}
