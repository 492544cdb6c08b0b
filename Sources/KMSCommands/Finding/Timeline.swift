import AuditLog
import KMIP
import KMSInterpreter

extension Command {
  /// KMIP 2.1 §4: the dates of an object, of what replaced it or was made from it, and what is on record here.
  static func timeline(_ kms: KMS, _ journal: Journal) -> Command {
    Command(
      "timeline", "tell the life of an object, in order of time",
      discussion: """
        Rows come from the server's dates (`kms`), from objects that it is linked to (`link`) and from this machine's \
        audit log (`audit`). What is still to come stands below the rest.
        """,
      effect: .read, operations: ["Get Attributes"],
      parameters: [
        CommandParameter("object", .id(many: false), .positional, required: true, help: "whose life")
      ],
      returns: .table,
      examples: [
        Example(
          """
          let $key = create
          let $new = rekey $key
          timeline $key
          """, "a key that was replaced"),
        Example(
          """
          let $key = create
          revoke $key reason=superseded
          timeline $key | where source == kms | select at, event
          """, "the server's dates alone"),
      ]
    ) { invocation in
      let id = try invocation.arguments.requiredID("object")
      let attributes = try await kms.attributes(of: id)
      StatementTrace.current?.note(entity: id, type: attributes.objectType?.name)
      var moments = attributes.moments
      moments += try await kms.moments(of: attributes.links)
      moments += try await journal.moments(of: id)
      return .table(Moment.table(moments))
    }
  }
}

/// Something that happened to an object, or that is going to.
private struct Moment {
  enum Source: String { case kms, link, audit }

  /// Microseconds since 1970-01-01 00:00:00 UTC.
  var at: Int64
  var event: String
  var source: Source
  var what: String?
  var id: String?

  static func table(_ moments: [Moment]) -> Table {
    let inOrder = moments.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
    let rows = inOrder.map { _, moment in
      KMSInterpreter.Record([
        ("at", .time(moment.at)), ("event", .enumeration(moment.event)),
        ("source", .enumeration(moment.source.rawValue)), ("what", moment.what.map(Value.text) ?? .none),
        ("id", moment.id.map(Value.id) ?? .none),
      ])
    }
    return Table(columns: ["at", "event", "source", "what", "id"], rows: rows)
  }
}

extension Attributes {
  fileprivate var moments: [Moment] {
    let dates: [(event: String, date: DateTime?, what: String?)] = [
      ("created", initialDate, objectType?.word), ("activation", activationDate, nil),
      ("process-start", processStartDate, nil), ("protect-stop", protectStopDate, nil),
      ("rotation", rotateDate, nil), ("archived", archiveDate, nil), ("deactivation", deactivationDate, revocation),
      ("compromise-occurrence", compromiseOccurrenceDate, nil), ("compromise", compromiseDate, revocation),
      ("destruction", destroyDate, nil),
    ]
    return dates.compactMap { row in
      row.date.map { Moment(at: $0.microseconds, event: row.event, source: .kms, what: row.what) }
    }
  }

  private var revocation: String? {
    revocationReason.map { reason in
      reason.revocationReasonCode.word + (reason.revocationMessage.map { ": " + $0 } ?? "")
    }
  }
}

extension KMS {
  /// Each link at the time when what it leads to was made; what is not to be read has no time and is left out.
  fileprivate func moments(of links: [Link]) async throws -> [Moment] {
    let ids = links.map(\.linkedObjectIdentifier.description)
    let results = try await attributes(of: ids)
    return zip(links, results).compactMap { link, result in
      guard let made = try? result.get(), let date = made.initialDate else { return nil }
      return Moment(
        at: date.microseconds, event: link.linkType.shortWord, source: .link, what: made.names.first?.nameValue,
        id: link.linkedObjectIdentifier.description)
    }
  }
}

extension Journal {
  /// What this machine's log has of the object, but for reading it.
  fileprivate func moments(of id: String) async throws -> [Moment] {
    var filter = RecordFilter()
    filter.entity = id
    filter.kinds = [.result, .local]
    return try await store.records(matching: filter).filter(\.isDeed).map {
      Moment(
        at: $0.at.microseconds, event: $0.entry.status?.rawValue ?? $0.entry.kind.rawValue, source: .audit,
        what: $0.entry.statement)
    }
  }
}

extension AuditLog.Record {
  /// Whether it tells of a statement that did more than read; a write below a statement is told with it.
  fileprivate var isDeed: Bool {
    entry.effect != Command.Effect.read.rawValue && entry.details["write"] == nil
  }
}
