/// "Did you mean".
public enum Suggestion {
  /// The candidate that `word` was most likely meant to be: at most a third of its letters differ.
  public static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
    let sought = normalised(word)
    guard !sought.isEmpty, sought.count <= 64 else { return nil }
    let limit = max(1, sought.count / 3)
    var best: (word: String, distance: Int, isCompletion: Bool)?
    for candidate in candidates {
      let letters = normalised(candidate)
      guard letters.count <= 64, letters.count > 1 || sought.count > 1 else { continue }
      let isBeginning = isCompletion(sought, of: letters)
      let distance = isBeginning ? 1 : distance(sought, letters)
      guard distance <= limit, distance < min(sought.count, letters.count) || distance == 0 else { continue }
      // "sha2" is the beginning of "sha256" rather than a slip for "sha1".
      let isAhead = best.map { distance < $0.distance || (distance == $0.distance && isBeginning && !$0.isCompletion) }
      if isAhead ?? true { best = (candidate, distance, isBeginning) }
    }
    return best?.word
  }

  /// Lower case, with `_` as `-`, the way enumeration words compare.
  private static func normalised(_ word: String) -> [Unicode.Scalar] {
    word.lowercased().unicodeScalars.map { $0 == "_" ? "-" : $0 }
  }

  private static func isCompletion(_ sought: [Unicode.Scalar], of letters: [Unicode.Scalar]) -> Bool {
    sought.count >= 3 && letters.count > sought.count && letters.starts(with: sought)
  }

  /// Damerau-Levenshtein: inserted, deleted, changed and swapped neighbours each count one.
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        let change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        var least = min(change, last[j] + 1, row[j - 1] + 1)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { least = min(least, beforeLast[j - 2] + 1) }
        row.append(least)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
