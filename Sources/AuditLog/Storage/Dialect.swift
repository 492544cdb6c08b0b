/// Where SQLite's and PostgreSQL's SQL have no words in common.
enum Dialect {
  case sqlite, postgres

  /// Whether `?` is an element of the JSON array of texts in `column`.
  func isElement(of column: String) -> String {
    switch self {
    case .sqlite: "? IN (SELECT value FROM json_each(\(column)))"
    case .postgres: "? IN (SELECT json_array_elements_text(\(column)::json))"
    }
  }

  /// How many bytes lie in `column`.
  func byteCount(of column: String) -> String {
    switch self {
    case .sqlite: "coalesce(length(CAST(\(column) AS BLOB)), 0)"
    case .postgres: "coalesce(octet_length(CAST(\(column) AS TEXT)), 0)"
    }
  }

  /// Whether the record says that its place is `?`.
  var claimsPlace: String {
    switch self {
    case .sqlite: "CASE WHEN json_valid(record) THEN json_extract(record, '$.seq') END = ?"
    // A record that is no JSON would be an error to PostgreSQL, so the canonical spelling is looked for.
    case .postgres: "strpos(record, ',\"seq\":' || CAST(CAST(? AS BIGINT) AS TEXT) || ',\"session\":\"') > 0"
    }
  }
}
