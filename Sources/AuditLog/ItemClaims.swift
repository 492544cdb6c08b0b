/// Shares the items of a loop among several runners: each item goes to one of them.
public protocol ItemClaims: Sendable {
  /// Makes the loop's items 0 ..< `count` known; of several runners that do, all have to count the same.
  func enroll(run: String, loop: String, count: Int) async throws

  /// The next of the first `limit` items for `claimant`, who is known to be alive until the claims are closed or its
  /// process ends.
  func claim(run: String, loop: String, below limit: Int, claimant: String) async throws -> ItemClaim

  /// Throws unless the item is still the claimant's: it may have been handed on while the connection was gone.
  func hold(run: String, loop: String, item: Int, claimant: String) async throws

  /// Records what became of an item that `claimant` holds.
  func finish(
    run: String, loop: String, item: Int, claimant: String, outcome: String, result: JSONValue
  ) async throws

  /// Gives back an item that was not begun.
  func release(run: String, loop: String, item: Int, claimant: String) async throws

  /// Makes `claimant` take up items once more that are finished; it is told that they were abandoned.
  func reopen(run: String, loop: String, items: [Int], claimant: String) async throws

  /// What became of the items that are finished, in order.
  func outcomes(run: String, loop: String) async throws -> [ItemOutcome]

  func close() async
}

extension ItemClaims {
  public func claim(run: String, loop: String, claimant: String) async throws -> ItemClaim {
    try await claim(run: run, loop: loop, below: .max, claimant: claimant)
  }
}

public enum ItemClaim: Hashable, Sendable {
  /// - Parameter wasAbandoned: Its last claimant died with it: whether it is done has to be found out first.
  case item(Int, wasAbandoned: Bool)
  /// Others are at work on all that is left: ask again later.
  case wait
  /// Each of them is finished.
  case done
}

public struct ItemOutcome: Hashable, Sendable {
  public let item: Int
  public let claimant: String
  public let outcome: String
  public let result: JSONValue
}

/// Why a shared loop cannot go on.
public enum ItemClaimError: Error, Hashable, Sendable {
  case countDiffers(loop: String, found: Int, wanted: Int)
  /// Somebody else took it, since the claimant's connection was gone.
  case lost(item: Int)

  public var message: String {
    switch self {
    case .countDiffers(let loop, let found, let wanted):
      "the loop \(loop) has \(wanted) items here, \(found) in the run that it shares"
    case .lost(let item): "item \(item) was handed to another runner, since this one lost its connection"
    }
  }
}
