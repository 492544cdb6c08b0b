import Foundation
import FoundationXML
import Testing

@testable import AuditLog
@testable import Evidence

@Suite struct RendererTests {
  private let report = RunReport(
    records: Chronicle.rotation().records, sources: ["rotate.kms": Chronicle.script])

  @Test func junitIsWellFormedAndCounts() throws {
    let root = try #require(XMLTree.root(report.junit))
    #expect(root.name == "testsuites")
    let suites = root.children
    #expect(suites.map { $0.attributes["name"] } == ["inventory", "rotate", "old keys no longer sign"])
    for suite in suites {
      let cases = suite.children.filter { $0.name == "testcase" }
      #expect(suite.attributes["tests"] == "\(cases.count)")
      #expect(suite.attributes["failures"] == "\(cases.count { $0.has("failure") })")
      #expect(suite.attributes["errors"] == "\(cases.count { $0.has("error") })")
      #expect(suite.attributes["skipped"] == "\(cases.count { $0.has("skipped") })")
    }
    #expect(suites[1].attributes["failures"] == "1")
    #expect(suites[1].attributes["errors"] == "1")
    #expect(root.attributes["tests"] == "\(suites.reduce(0) { $0 + $1.children.count { $0.name == "testcase" } })")
  }

  // The shape that Jenkins' and Ant's schemas of JUnit share.
  @Test func junitHasTheCommonShape() throws {
    let root = try #require(XMLTree.root(report.junit))
    for suite in root.children {
      #expect(suite.children.first?.name == "properties")
      #expect(suite.children.suffix(2).map(\.name) == ["system-out", "system-err"])
      #expect(suite.children.dropFirst().dropLast(2).allSatisfy { $0.name == "testcase" })
      let stamp = suite.attributes["timestamp"] ?? ""
      #expect(stamp.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/) != nil)
      for line in suite.children where line.name == "testcase" {
        #expect(Set(line.attributes.keys) == ["name", "classname", "time"])
        #expect(Double(line.attributes["time"] ?? "") != nil)
        #expect(line.children.count <= 1)
      }
    }
  }

  @Test func labelsComeThroughJUnitAsTheyAre() throws {
    let root = try #require(XMLTree.root(report.junit))
    let names = root.children.flatMap(\.children).compactMap { $0.attributes["name"] }
    for label in Chronicle.hostile {
      let shown = String(
        String.UnicodeScalarView(label.unicodeScalars.map { $0.value < 0x20 ? "\u{FFFD}" : $0 }))
      #expect(names.contains(shown))
    }
  }

  @Test(arguments: [
    ("a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"),
    ("\u{0}\u{8}\u{1F}\u{7F}\u{FFFE}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("\t\n\r", "&#9;&#10;&#13;"), ("🔑é", "🔑é"), ("]]>", "]]&gt;"),
  ])
  func xmlTextIsEscaped(text: String, escaped: String) { #expect(XMLText.escaped(text) == escaped) }

  @Test func tapHasAPlanForEachStepAndYAMLForFailures() {
    let lines = report.tap.split(separator: "\n")
    #expect(lines[0] == "TAP version 14")
    #expect(lines[1] == "1..3")
    #expect(lines.count { $0.hasPrefix("ok ") } == 2)
    #expect(lines.contains("not ok 2 - rotate"))
    #expect(lines.contains("    1..12"))
    #expect(lines.count { $0.hasPrefix("    not ok ") } == 2)
    #expect(lines.count { $0 == "      ---" } == 2)
    #expect(lines.count { $0 == "      ..." } == 2)
    #expect(lines.contains("      message: \"the key is not active\""))
    #expect(lines.contains("    ok 5 - right left"))
    #expect(lines.contains("    ok 6 - \\# SKIP me \\\\ not ok 1"))
  }

  @Test func jsonIsCanonicalAndSaysItsFormat() throws {
    let value = try #require(JSONValue(canonical: String(report.json.dropLast())))
    #expect(value["format"] == 1)
    #expect(value["totals"]?["items"] == ["done": 10, "failed": 1, "in-doubt": 1])
    #expect(value["totals"]?["problems"] == 2)
    #expect(value["run"]?["resumptions"]?.items?.count == 2)
    #expect(value["loops"]?.items?.first?["items"]?.items?.count == 12)
    #expect(value["keys"]?.items?.isEmpty == false)
    #expect(try JSONSerialization.jsonObject(with: Data(report.json.utf8)) is [String: Any])
  }

  @Test func thePageNeedsNothingElseAndRunsNothing() throws {
    let page = report.html
    for word in ["<script", "onload=alert(1)>", "src=", "@import", "url(", " style=", "javascript:", "<img", "\u{0}"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("&lt;/script&gt;&lt;svg onload=alert(1)&gt;"))
    #expect(page.contains("right⟨U+202E⟩left"))
    let links = page.matches(of: /href="([^"]*)"/).map(\.output.1)
    #expect(!links.isEmpty && links.allSatisfy { $0.hasPrefix("#") })
    let ids = Set(page.matches(of: /\sid="([^"]*)"/).map(\.output.1))
    #expect(links.allSatisfy { ids.contains($0.dropFirst()) })
  }

  @Test func thePolicyAllowsTheStyleSheetAndNothingMore() throws {
    let style = try #require(report.html.firstMatch(of: /<style>([^<]*)<\/style>/)?.output.1)
    let hash = Data(HashValue.of(Array(style.utf8)).bytes).base64EncodedString()
    #expect(report.html.contains("content=\"default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'"))
  }

  @Test func thePageIsWellFormed() throws {
    let body = try #require(report.html.firstRange(of: "<body>")?.lowerBound)
    let xml = report.html[body...].replacing("</html>", with: "").replacing("<br>", with: "<br/>")
      .replacing("<details open>", with: "<details open=\"\">")
    let root = try #require(XMLTree.root(String(xml)))
    let sections = root.all.filter { $0.name == "section" }
    #expect(sections.compactMap { $0.attributes["id"] } == ["problems", "steps", "items", "keys", "statements", "run"])
    #expect(root.all.filter { $0.name == "table" }.allSatisfy { $0.children.first?.name == "caption" })
    #expect(root.all.filter { $0.name == "th" }.allSatisfy { $0.attributes["scope"] == "col" })
    #expect(root.all.contains { $0.name == "span" && $0.attributes["class"] == "mark" })
  }

  @Test func longTablesAreFoldedAndEveryRowIsThere() {
    let page = RunReport(records: Chronicle.rotation(items: 1200).records).html
    #expect(page.matches(of: /<summary>Items 501 to 1,000<\/summary>/).count == 1)
    #expect(page.contains("2 items need a look"))
    for index in [8, 500, 501, 1199] { #expect(page.contains("<code>signer-\(index)</code>")) }
  }

  @Test(
    arguments: [
      (0, "0 µs"), (999, "999 µs"), (1500, "1.5 ms"), (15_000, "15 ms"), (1_500_000, "1.5 s"),
      (61_000_000, "1 min 1 s"),
      (3_660_000_000, "1 h 1 min"), (90_000_000_000, "1 d 1 h"), (.min, "-106751991 d 4 h"),
    ] as [(Int64, String)])
  func durationsAreShort(microseconds: Int64, text: String) { #expect(Spelling.duration(microseconds) == text) }
}

/// An element as Foundation's parser reads it.
final class XMLTree: NSObject, XMLParserDelegate {
  final class Element {
    let name: String
    let attributes: [String: String]
    var children: [Element] = []

    init(_ name: String, _ attributes: [String: String]) {
      self.name = name
      self.attributes = attributes
    }

    func has(_ name: String) -> Bool { children.contains { $0.name == name } }
    var all: [Element] { [self] + children.flatMap(\.all) }
  }

  private var open: [Element] = [Element("", [:])]

  static func root(_ text: String) -> Element? {
    let tree = XMLTree()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = tree
    return parser.parse() ? tree.open.first?.children.first : nil
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let element = Element(name, attributes)
    open.last?.children.append(element)
    open.append(element)
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    open.removeLast()
  }
}
