import AuditLog

extension Run {
  init(_ records: [Record]) {
    let first = records.first
    let last = records.last
    self.init(
      session: first?.entry.session.description ?? "", began: first?.at ?? Timestamp(microseconds: 0),
      ended: last?.at ?? Timestamp(microseconds: 0), firstSeq: first?.seq ?? 0, lastSeq: last?.seq ?? 0)
    self.records = records.count
    var previous = began
    for record in records {
      read(record, after: previous)
      previous = record.at
    }
  }

  private mutating func read(_ record: Record, after previous: Timestamp) {
    let details = record.entry.details
    switch record.entry.kind {
    case .open: readOpening(details)
    case .resume where details["joined"] == .bool(true):
      joiners.append(Joiner(seq: record.seq, at: record.at, user: details["user"]?.text, host: details["host"]?.text))
    case .resume:
      isClosed = false
      exitStatus = nil
      resumptions.append(
        Resumption(
          seq: record.seq, after: previous, at: record.at, user: details["user"]?.text, host: details["host"]?.text))
    case .close:
      isClosed = true
      exitStatus = details["exit_status"]?.integer
    case .intent, .result, .local, .check, .confirm: break
    }
  }

  private mutating func readOpening(_ details: [String: JSONValue]) {
    script = details["script"]?.text
    scriptSHA256 = details["script_sha256"]?.text
    arguments = details["arguments"]?.items?.compactMap(\.text) ?? []
    user = details["user"]?.text
    login = details["login"]?.text
    host = details["host"]?.text
    terminal = details["terminal"]?.text
    folder = details["folder"]?.text
    profile = details["profile"]?.text
    server = details["server"]?.text
    identity = details["identity"]?.text
    version = details["version"]?.text
    includes = (details["includes"]?.items ?? []).compactMap { include in
      guard let file = include["file"]?.text, let sha256 = include["sha256"]?.text else { return nil }
      return SourceFile(file: file, sha256: sha256)
    }
  }
}
