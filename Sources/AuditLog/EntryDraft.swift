/// An entry made ready before its turn comes: while others wait, only its place has to be put in.
struct EntryDraft: Sendable {
  let entry: Entry
  /// The columns in the order of `Column`; those of the place are null.
  private let columns: [StoreValue]
  /// The canonical members that sort before `at`, `previous` and `seq`, each with a comma after it.
  private let parts: [[UInt8]]
  /// Those that sort after `seq`: `session` always does.
  private let rest: [UInt8]

  init(_ entry: Entry) {
    self.entry = entry
    let members = entry.members
    columns = Column.allCases.map { $0.value(in: members) }
    var names = members.keys.sorted()[...]
    parts = ["at", "previous", "seq"].map { place in
      let earlier = names.prefix { $0 < place }
      names = names.dropFirst(earlier.count)
      return earlier.reduce(into: []) { bytes, name in
        Self.write(name, members[name], to: &bytes)
        bytes.append(UInt8(ascii: ","))
      }
    }
    var rest: [UInt8] = []
    for name in names {
      if !rest.isEmpty { rest.append(UInt8(ascii: ",")) }
      Self.write(name, members[name], to: &rest)
    }
    self.rest = rest
  }

  private static func write(_ name: String, _ value: JSONValue?, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "\"\(name)\":".utf8)
    value?.write(to: &bytes, depth: 1)
  }

  /// The record of this entry at its place.
  func sealed(seq: Int64, at time: Timestamp, previous: HashValue) -> Record {
    let places = [
      "\"at\":\"\(time)\",", "\"previous\":\"\(previous)\",", "\"seq\":\(JSONValue.int(seq).canonical),",
    ]
    var canonical = [UInt8(ascii: "{")]
    canonical.reserveCapacity(parts.reduce(rest.count + 160) { $0 + $1.count })
    for (part, place) in zip(parts, places) {
      canonical.append(contentsOf: part)
      canonical.append(contentsOf: place.utf8)
    }
    canonical.append(contentsOf: rest)
    canonical.append(UInt8(ascii: "}"))
    return Record(sealing: entry, seq: seq, at: time, previous: previous, canonical: canonical)
  }

  /// The columns of the record that this entry became.
  func columns(of record: Record) -> [StoreValue] {
    zip(Column.allCases, columns).map { column, value in
      switch column {
      case .seq: .integer(record.seq)
      case .at: .text(record.at.description)
      case .previous: .text(record.previous.description)
      default: value
      }
    }
  }
}
