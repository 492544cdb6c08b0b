import KMIPClient

/// `kmsh help config`: every key of the configuration, from the rows that read it.
enum ConfigurationHelp {
  static func text(file: String) -> String {
    let sections: [(title: String, rows: [Row])] = [
      ("", rows(SettingKey<Configuration>.all)),
      ("[profiles.NAME]", rows(SettingKey<Profile>.all)),
      ("[profiles.NAME.oauth]", rows(SettingKey<LoginSettings>.all)),
      ("[profiles.NAME.dialect]", rows(SettingKey<ServerOverrides>.all)),
      ("[audit]", rows(SettingKey<Configuration>.audit)),
      ("[serve]", rows(SettingKey<ServeSettings>.all)),
    ]
    return """
      The configuration is \(file) (TOML). Paths are relative to it. No secret stands in it: where one is wanted, \
      a key says in which file or variable it is, which command prints it, or that it is asked for.

      """
        + sections.map { section in
          (section.title.isEmpty ? "" : "\n\(section.title)\n") + table(section.rows)
        }.joined()
  }

  private typealias Row = (name: String, takes: String, help: String)

  private static func rows<Root>(_ keys: [SettingKey<Root>]) -> [Row] {
    keys.filter { !$0.help.isEmpty }.map { ($0.name, $0.takes, $0.help) }
  }

  private static func table(_ rows: [Row]) -> String {
    let width = rows.map(\.name.count).max() ?? 0
    return rows.map { row in
      "  \(row.name)\(String(repeating: " ", count: width - row.name.count))  \(row.help) (\(row.takes))\n"
    }.joined()
  }
}
