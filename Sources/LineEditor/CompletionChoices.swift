/// What Tab does with the answers it got.
struct CompletionChoices {
  enum Step: Equatable {
    case none
    /// Removes so many scalars before the cursor and inserts the text.
    case insert(removing: Int, String)
    case list([Completion])
  }

  let step: Step

  init(_ completions: [Completion], for request: CompletionRequest) {
    let fitting = completions.filter { (0...request.cursor).contains($0.start) }
    step = Self.step(fitting, for: request)
  }

  private static func step(_ completions: [Completion], for request: CompletionRequest) -> Step {
    guard let first = completions.first else { return .none }
    let isUnique = completions.allSatisfy { $0.replacement == first.replacement && $0.start == first.start }
    if isUnique { return .insert(removing: removed(from: first.start, request), first.completed(before: request)) }
    guard completions.allSatisfy({ $0.start == first.start }) else { return .list(completions) }
    let typed = String(decoding: request.text.utf8.dropFirst(first.start), as: UTF8.self)
    let common = commonPrefix(completions.map(\.replacement))
    let isProgress = common.unicodeScalars.count > typed.unicodeScalars.count
    return isProgress ? .insert(removing: removed(from: first.start, request), common) : .list(completions)
  }

  private static func removed(from start: Int, _ request: CompletionRequest) -> Int {
    String(decoding: request.text.utf8.dropFirst(start), as: UTF8.self).unicodeScalars.count
  }

  /// The longest text all of `words` begin with, in whole scalars.
  static func commonPrefix(_ words: [String]) -> String {
    guard var common = words.first.map({ Array($0.unicodeScalars) }) else { return "" }
    for word in words.dropFirst() {
      common = zip(common, word.unicodeScalars).prefix { $0 == $1 }.map(\.0)
    }
    return String(String.UnicodeScalarView(common))
  }
}

extension Completion {
  /// The replacement and its space, unless one follows already.
  fileprivate func completed(before request: CompletionRequest) -> String {
    let following = request.entry.utf8.dropFirst(request.cursor).first
    return appendsSpace && following != UInt8(ascii: " ") ? replacement + " " : replacement
  }
}
