import TTLV
import Testing

@Suite struct ItemTests {
  @Test(arguments: [
    (Item.Value.integer(-7), Int64?.some(-7)), (.longInteger(7), 7), (.interval(7), 7), (.dateTime(7), 7),
    (.dateTimeExtended(7), 7), (.enumeration(.max), 0xFFFF_FFFF), (.textString("7"), nil), (.boolean(true), nil),
  ])
  func aNumberIsReadFromAnyNumericType(value: Item.Value, number: Int64?) {
    #expect(Item(Tag(1), value).integerValue == number)
  }

  @Test func leavesAreReadByKind() {
    #expect(Item(Tag(1), .textString("a")).text == "a")
    #expect(Item(Tag(1), .byteString([1])).bytes == [1])
    #expect(Item(Tag(1), .bigInteger([2])).bytes == [2])
    #expect(Item(Tag(1), .boolean(true)).boolean == true)
    #expect(Item(Tag(1), .enumeration(9)).enumeration == 9)
    #expect(Item(Tag(1), .integer(9)).enumeration == 9)
    #expect(Item(Tag(1), .integer(-9)).enumeration == nil)
    #expect(Item(Tag(1), .integer(9)).text == nil)
  }

  @Test func childrenAreFoundByTag() {
    let item = Item(Tag(1), [Item(Tag(2), .integer(1)), Item(Tag(3), []), Item(Tag(2), .integer(2))])
    #expect(item[Tag(2)]?.integerValue == 1)
    #expect(item.children(Tag(2)).map(\.integerValue) == [1, 2])
    #expect(item[Tag(4)] == nil)
    #expect(Item(Tag(1), .integer(1)).children.isEmpty)
  }

  @Test func everyTypeHasOneName() {
    for type in ItemType.allCases { #expect(ItemType(name: type.name) == type) }
    #expect(ItemType(name: "structure") == nil)
  }
}
