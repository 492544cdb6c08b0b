import ArgumentParser
import AuditLog
import Evidence
import Foundation

/// Reports of a session to write, each in its format.
struct ReportOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A page to read and to keep.", valueName: "file"))
  var reportHtml: String?

  @Option(help: ArgumentHelp("JUnit XML: a suite a step, a case an item, check or statement.", valueName: "file"))
  var reportJunit: String?

  @Option(help: ArgumentHelp("TAP 14.", valueName: "file"))
  var reportTap: String?

  @Option(help: ArgumentHelp("JSON, with all that the others tell.", valueName: "file"))
  var reportJson: String?

  /// As they are spelled, without their hyphens.
  static let names: Set<String> = ["report-html", "report-junit", "report-tap", "report-json"]

  // Options that nothing was parsed into cannot be read.
  static var none: ReportOptions { (try? parse([])) ?? ReportOptions() }

  /// These, and those of `others` where these say nothing.
  func completed(by others: ReportOptions) -> ReportOptions {
    var result = self
    result.reportHtml = reportHtml ?? others.reportHtml
    result.reportJunit = reportJunit ?? others.reportJunit
    result.reportTap = reportTap ?? others.reportTap
    result.reportJson = reportJson ?? others.reportJson
    return result
  }

  var isEmpty: Bool { wanted.isEmpty }

  private var wanted: [(path: String, format: KeyPath<RunReport, String>)] {
    let all: [(String?, KeyPath<RunReport, String>)] = [
      (reportHtml, \.html), (reportJunit, \.junit), (reportTap, \.tap), (reportJson, \.json),
    ]
    return all.compactMap { path, format in path.map { ($0, format) } }
  }

  /// Writes what is asked for; `-` is standard output.
  func write(session: SessionID, store: AuditStore) async throws {
    guard !isEmpty else { return }
    let records = try await store.records(session: session)
    let report = RunReport(records: records, sources: RecordedFiles(records).sources)
    for (path, format) in wanted { try OutputFile(path).write(Array(report[keyPath: format].utf8)) }
  }
}

/// The files that a session's records name, where they lie now.
struct RecordedFiles {
  struct Absence: Error, CustomStringConvertible { let description: String }

  private let folder: String?
  private let names: [String]

  init(_ records: [AuditLog.Record]) {
    let opening = records.first?.entry.details ?? [:]
    folder = opening["folder"]?.text
    let includes = opening["includes"]?.items?.compactMap { $0["file"]?.text } ?? []
    names = [opening["script"]?.text].compactMap { $0 } + includes
  }

  /// The texts that can be read, by name.
  var sources: [String: String] {
    var sources: [String: String] = [:]
    for name in names { sources[name] = try? String(decoding: bytes(of: name), as: UTF8.self) }
    return sources
  }

  func bytes(of name: String) throws -> [UInt8] {
    guard !name.hasPrefix("<") else { throw Absence(description: "it was not read from a file") }
    let path = name.hasPrefix("/") ? name : (folder.map { $0 + "/" } ?? "") + name
    do {
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch let error as CocoaError {
      let isMissing = error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile
      throw Absence(description: isMissing ? "no such file: \(path)" : error.localizedDescription)
    }
  }
}

/// A file that is there whole or as it was before; `-` is standard output.
struct OutputFile {
  private let path: String

  init(_ path: String) { self.path = path }

  func write(_ bytes: [UInt8]) throws {
    guard path != "-" else { return StandardStreams.output(String(decoding: bytes, as: UTF8.self)) }
    do {
      try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    } catch {
      let cause = (error as? CocoaError)?.localizedDescription ?? "\(error)"
      throw ConfigurationError("\(path) cannot be written: \(cause)", hint: "check its folder and its rights")
    }
  }
}
