import KMSSyntax
import TOMLKit

/// One value of the configuration, and where it stands.
struct SettingReader {
  let value: any TOMLValueConvertible
  /// Such as `profiles.prod.ca`.
  let place: String
  /// Of the configuration.
  let path: String
  let home: String

  func text() throws -> String {
    guard let text = value.string else { throw wanted("text") }
    return text
  }

  func flag() throws -> Bool {
    guard let flag = value.bool else { throw wanted("true or false") }
    return flag
  }

  func number(_ range: ClosedRange<Int>) throws -> Int {
    guard let number = value.int, range.contains(number) else {
      throw wanted("a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func texts() throws -> [String] {
    let texts = value.array.map { $0.map(\.string) } ?? [value.string]
    guard !texts.contains(nil) else { throw wanted("a list of texts") }
    return texts.compactMap { $0 }
  }

  func file() throws -> String { absolute(try text()) }

  func word<Word: RawRepresentable & CaseIterable>(_: Word.Type) throws -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: try text()) else {
      throw wanted(Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or "))
    }
    return word
  }

  func section() throws -> TOMLTable {
    guard let table = value.table else {
      throw ConfigurationError("\(path): '\(place)' is a table, such as [\(place)]")
    }
    return table
  }

  /// Reads each key by its row.
  func read<Root>(_ keys: [SettingKey<Root>], into root: inout Root) throws {
    for (name, value) in try section() {
      let reader = SettingReader(value: value, place: place.isEmpty ? name : "\(place).\(name)", path: path, home: home)
      guard let key = keys.first(where: { $0.name == name }) else { throw reader.unknown(keys.map(\.name), in: place) }
      try key.read(reader, &root)
    }
  }

  func wanted(_ what: String) -> ConfigurationError { ConfigurationError("\(path): '\(place)' takes \(what)") }

  func wrong(_ error: ConfigurationError) -> ConfigurationError {
    ConfigurationError("\(path): '\(place)': \(error.message)", hint: error.hint)
  }

  private func unknown(_ known: [String], in section: String) -> ConfigurationError {
    let known = known.map { section.isEmpty ? $0 : "\(section).\($0)" }
    let near = Suggestion.nearest(to: place, in: known).map { "did you mean '\($0)'?" }
    return ConfigurationError(
      "\(path): unknown key '\(place)'", hint: near ?? "known here: \(known.joined(separator: ", "))")
  }

  /// Relative to the file, `~` for the home directory.
  func absolute(_ text: String) -> String {
    if text.hasPrefix("/") { return text }
    if text.hasPrefix("~/") { return home + text.dropFirst(1) }
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    return folder + "/" + text
  }
}

/// One key of a section: what it is for, and how it is read. The reader and `kmsh help config` go by these rows.
struct SettingKey<Root>: Sendable {
  typealias Read = @Sendable (SettingReader, inout Root) throws -> Void

  let name: String
  /// Such as `text` or `true or false`.
  let takes: String
  let help: String
  let read: Read

  init(_ name: String, _ takes: String, _ help: String, _ read: @escaping Read) {
    self.name = name
    self.takes = takes
    self.help = help
    self.read = read
  }

  /// A secret's places, of which the last named counts.
  static func secret(
    _ name: String, _ what: String, _ field: any WritableKeyPath<Root, SecretSource> & Sendable
  ) -> [SettingKey] {
    [
      SettingKey(name + "-file", "path", "the file with \(what), of mode 0600") {
        $1[keyPath: field] = .file(try $0.file())
      },
      SettingKey(name + "-env", "name", "the variable with \(what)") { $1[keyPath: field] = .variable(try $0.text()) },
      SettingKey(name + "-command", "text", "a command of the shell that prints \(what)") {
        $1[keyPath: field] = .command(try $0.text())
      },
      SettingKey(name + "-prompt", "true or false", "ask for \(what) at the terminal") {
        if try $0.flag() { $1[keyPath: field] = .prompt }
      },
      SettingKey(name, "nothing", "") { reader, _ in
        throw reader.wrong(
          ConfigurationError(
            "a \(name.split(separator: "-").joined(separator: " ")) does not stand in the configuration",
            hint: "use \(name)-file, \(name)-env or \(name)-command"))
      },
    ]
  }
}
