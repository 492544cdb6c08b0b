import KMSInterpreter
import KMSShell
import Testing

@Suite struct MachineFormatTests {
  private let rows: Value = .list([
    .record(Record([("id", .id("a")), ("text", .text("say \"hi\", {you}"))])), .record(Record([("n", .int(2))])),
  ])

  @Test func jsonIsADocument() {
    #expect(
      written(rows, .json) == """
        [
          {
            "id": "a",
            "text": "say \\"hi\\", {you}"
          },
          {
            "n": 2
          }
        ]

        """)
    #expect(written(.list([]), .json) == "[]\n")
    #expect(written(.record(Record([("a", .list([]))])), .json) == "{\n  \"a\": []\n}\n")
  }

  @Test func jsonLinesAreARowEach() {
    #expect(written(rows, .jsonl) == "{\"id\":\"a\",\"text\":\"say \\\"hi\\\", {you}\"}\n{\"n\":2}\n")
    #expect(written(.text("a\nb"), .jsonl) == "\"a\\nb\"\n")
    #expect(written(.list([]), .jsonl) == "")
  }

  @Test func csvHasAHeaderAndQuotes() {
    #expect(written(rows, .csv) == "id,text,n\r\na,\"say \"\"hi\"\", {you}\",\r\n,,2\r\n")
    #expect(written(.list([.int(1), .text("a\nb")]), .csv) == "value\r\n1\r\n\"a\nb\"\r\n")
    #expect(written(.text("\""), .csv) == "value\r\n\"\"\"\"\r\n")
  }

  @Test func csvOfObjectsHasTheirDates() {
    #expect(
      written(Fixture.keys, .csv)
        == "id,type,name,algorithm,length,state,usage,created,activated,tags,links\r\n"
        + "id-1,private-key,billing,rsa,2048,active,,2024-06-06T00:00:00Z,,,{}\r\n"
        + "id-2,private-key,,rsa,521,active,,,,,{}\r\n")
  }

  @Test func identifiersAlone() {
    #expect(written(Fixture.keys, .id) == "id-1\nid-2\n")
    #expect(written(rows, .id) == "a\nn: 2\n")
    let pair = Record([("private", .object(Fixture.key("x", name: nil, age: 1))), ("public", .id("y")), ("n", .int(1))])
    #expect(written(.record(pair), .id) == "x\ny\n")
    #expect(written(.text("plain"), .id) == "plain\n")
    #expect(written(.list([]), .id) == "")
  }

  @Test(arguments: OutputFormat.allCases)
  func secretsNeverAppear(format: OutputFormat) {
    let secret = Value.secret(FakeSecret(bytes: Array("hunter2".utf8)))
    let nested: [Value] = [
      secret, .list([secret]), .record(Record([("password", secret), ("deep", .record(Record([("s", secret)])))])),
      .table(Table(columns: ["s"], rows: [Record([("s", secret)])])),
    ]
    for value in nested {
      let text = written(value, format)
      #expect(text.contains("7") && !text.contains("hunter2") && !text.contains("68756e74657232"))
    }
  }
}
