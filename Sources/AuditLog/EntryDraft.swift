/// An entry made ready before its turn comes: while others wait, only its place has to be put in.
struct EntryDraft: Sendable {
  let entry: Entry
  /// The columns in the order of `Column`; those of the place are null.
  private let columns: [StoreValue]
  /// The canonical members that sort before `at`, `previous` and `seq`, each with a comma after it.
  private let parts: [[UInt8]]
  /// Those that sort after `seq`: `session` always does.
  private let rest: ArraySlice<UInt8>

  init(_ entry: Entry) {
    self.entry = entry
    let values = entry.values
    var columns = [StoreValue](repeating: .null, count: values.count)
    var parts: [[UInt8]] = []
    var bytes: [UInt8] = []
    for member in Column.canonical {
      if Self.isOfPlace(member.column) {
        parts.append(bytes)
        bytes = []
      } else if let value = values[member.place] {
        bytes.append(contentsOf: member.head)
        let start = bytes.count
        value.write(to: &bytes, depth: 1)
        columns[member.place] =
          member.column.stored(value) ?? Column.text(String(decoding: bytes[start...], as: UTF8.self))
        bytes.append(UInt8(ascii: ","))
      }
    }
    self.columns = columns
    self.parts = parts
    rest = bytes.dropLast()
  }

  private static func isOfPlace(_ column: Column) -> Bool {
    switch column {
    case .at, .previous, .seq: true
    default: false
    }
  }

  /// The record of this entry at its place.
  func sealed(seq: Int64, at time: Timestamp, previous: HashValue) -> Record {
    sealed(Place(seq: seq, time: time, previous: previous))
  }

  /// The record, and its columns in the order of `Column`.
  func row(seq: Int64, at time: Timestamp, previous: HashValue) -> (record: Record, columns: [StoreValue]) {
    let place = Place(seq: seq, time: time, previous: previous)
    return (sealed(place), columns(at: place))
  }

  private func sealed(_ place: Place) -> Record {
    var canonical = [UInt8(ascii: "{")]
    canonical.reserveCapacity(parts.reduce(rest.count + 160) { $0 + $1.count })
    for (part, member) in zip(parts, place.members) {
      canonical.append(contentsOf: part)
      canonical.append(contentsOf: member.utf8)
    }
    canonical.append(contentsOf: rest)
    canonical.append(UInt8(ascii: "}"))
    return Record(
      sealing: entry, seq: place.seq, at: place.time, previous: place.previous, canonical: canonical)
  }

  private func columns(at place: Place) -> [StoreValue] {
    var columns = columns
    for (index, column) in Column.allCases.enumerated() {
      switch column {
      case .seq: columns[index] = .integer(place.seq)
      case .at: columns[index] = .text(place.at)
      case .previous: columns[index] = .text(place.hash)
      default: continue
      }
    }
    return columns
  }

  /// Where a record stands in the chain; each text is made once for the record and its columns.
  private struct Place {
    let seq: Int64
    let time: Timestamp
    let previous: HashValue
    let at: String
    let hash: String

    init(seq: Int64, time: Timestamp, previous: HashValue) {
      self.seq = seq
      self.time = time
      self.previous = previous
      at = time.description
      hash = previous.description
    }

    /// The canonical members, each with a comma after it.
    var members: [String] {
      ["\"at\":\"\(at)\",", "\"previous\":\"\(hash)\",", "\"seq\":\(JSONValue.int(seq).canonical),"]
    }
  }
}
