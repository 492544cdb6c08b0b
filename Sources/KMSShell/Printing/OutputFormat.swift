/// How values are written: for a person, for a program, for the next command line.
public enum OutputFormat: String, Sendable, CaseIterable {
  case table, json, jsonl, csv, id

  /// One line, for help and completion.
  public var meaning: String {
    switch self {
    case .table: "aligned columns for a person"
    case .json: "one JSON document a value"
    case .jsonl: "one line of JSON a row or value"
    case .csv: "comma-separated values with a header (RFC 4180)"
    case .id: "identifiers alone, one a line"
    }
  }
}
