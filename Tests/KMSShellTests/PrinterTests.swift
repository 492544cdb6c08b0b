import KMSInterpreter
import KMSShell
import Testing

@Suite struct PrinterTests {
  @Test func objectsInATable() {
    #expect(
      written(Fixture.keys, .table) == """
        id    type         name     algorithm  length  state   age
        id-1  private-key  billing  rsa          2048  active  120d
        id-2  private-key  -        rsa           521  active  -

        """)
  }

  @Test func aColumnThatNothingFillsIsLeftOut() {
    let keys = Value.list([.object(Fixture.key("id-2", name: nil, age: nil))])
    #expect(
      written(keys, .table) == """
        id    type         algorithm  length  state
        id-2  private-key  rsa          2048  active

        """)
  }

  @Test func anObjectAloneAsLines() {
    let key = Fixture.key(
      "id-1", name: "billing", age: 3, links: [("public-key", .id("id-9")), ("certificate", .none)])
    #expect(
      written(.object(key), .table) == """
        id         id-1
        type       private-key
        name       billing
        algorithm  rsa
        length     2048
        state      active
        created    2024-10-01T00:00:00Z
        age        3d
        links
          public-key  id-9

        """)
  }

  @Test func aRecordOfObjects() {
    let pair = Record([
      ("private", .object(Fixture.key("id-1", name: "a", age: 0))), ("valid", .bool(true)), ("note", .none),
    ])
    #expect(
      written(.record(pair), .table) == """
        private  id-1  private-key  rsa  2048  active  a
        valid    true
        note     none

        """)
  }

  @Test func longListsOfARecordAreWrappedBesideTheirName() {
    let record = Record([("operations", .list(["Create", "Locate", "Get", "Destroy", "Activate"].map(Value.text)))])
    #expect(
      written(.record(record), .table, width: 40) == """
        operations  Create, Locate, Get,
                    Destroy, Activate

        """)
  }

  @Test func textStandsAsItIs() {
    let pem = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"
    #expect(written(.text(pem), .table) == pem)
    #expect(written(.text("no line end"), .table) == "no line end\n")
    #expect(written(.text("a\r\nb\tc"), .table) == "a\nb\tc\n")
  }

  @Test(arguments: [
    (Value.bytes([0, 255]), "00ff\n"), (.int(3), "3\n"), (.none, "none\n"), (.duration(93_784_000), "1d 2h\n"),
    (.list([]), ""), (.list([.int(1), .text("two")]), "1\ntwo\n"), (.record(Record()), ""),
    (.secret(FakeSecret(bytes: [1, 2])), "secret(2 bytes)\n"), (.percent(5), "5%\n"),
  ])
  func plainValues(value: Value, text: String) { #expect(written(value, .table) == text) }

  @Test func loopsShowWhatBecameOfEachItem() {
    let table = Table(
      columns: ["item", "outcome", "value", "error", "took"],
      rows: [
        Record([
          ("item", .id("id-1")), ("outcome", .enumeration("done")), ("value", .int(7)), ("error", .none),
          ("took", .duration(1250)),
        ]),
        Record([
          ("item", .id("id-2")), ("outcome", .enumeration("failed")), ("value", .none),
          ("error", .error(ErrorValue(code: "K0401", message: "not there"))), ("took", .duration(3)),
        ]),
      ])
    #expect(
      written(.table(table), .table) == """
        item  outcome  value  error      took
        id-1  done         7  -          1s 250ms
        id-2  failed       -  not there  3ms

        """)
  }

  @Test func reportsHaveTheirTitleAndColumns() {
    let table = Table(
      columns: ["old", "took"], rows: [Record([("old", .record(Record([("id", .id("a"))]))), ("took", .none)])])
    let paper = Paper()
    Printer(format: .table, write: paper.write).report(table, title: "rotated", columns: ["took", "old.id"])
    Printer(format: .jsonl, write: paper.write).report(table, title: "rotated", columns: ["took", "old.id"])
    #expect(
      paper.text == """
        rotated
        took  old.id
        -     a
        {"took":null,"old.id":"a"}

        """)
  }

  @Test func colourDimsNamesAndSetsHeadersInBold() {
    #expect(written(.record(Record([("n", .int(1))])), .table, color: true) == "\u{1b}[2mn\u{1b}[0m  1\n")
    #expect(written(Fixture.keys, .table, color: true).hasPrefix("\u{1b}[1mid    type"))
  }
}
