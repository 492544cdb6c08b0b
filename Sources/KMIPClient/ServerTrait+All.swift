import KMIP
import TTLV

extension ServerTrait {
  /// A row a field of `ServerProfile`; the configuration, `kmsh server` and the help read them.
  public static let all: [ServerTrait] = [
    text(
      "version", \.pinnedVersion, takes: "a version such as 1.4, or none",
      "speak this version of KMIP and no other; none agrees with the server on one",
      show: \.description, parse: ProtocolVersion.init(text:)),
    ServerTrait(
      key: "max-version", takes: "a version such as 2.1", help: "the newest version to begin with",
      shown: \.maxVersion.description
    ) { profile, setting in
      guard case .text(let text) = setting, let version = ProtocolVersion(text: text) else { return false }
      profile.maxVersion = version
      return true
    },
    flag("correlation", \.sendsCorrelation, "send a Client Correlation Value, which some servers take for nonsense"),
    text(
      "asynchronous", \.asynchronousIndicator, takes: "mandatory, optional, prohibited or none",
      "whether requests are to be put off and asked for later; none leaves it to the server", show: \.word,
      parse: AsynchronousIndicator.init(word:)),
    flag("batches", \.allowsBatches, "put several reads into one message"),
    flag(
      "client-identifiers", \.honoursClientIdentifiers, "a new object gets the identifier that its request asks for"),
    text(
      "marker-attribute", \.markerAttribute, takes: "application-specific-information or none",
      "the attribute by which what a lost request made is found again", show: \.word,
      parse: { word in Tag(word: word).flatMap { $0 == .applicationSpecificInformation ? $0 : nil } }),
    ServerTrait(
      key: "locate-cap", takes: "a number from 1, or 0 for no cap",
      help: "how many objects one Locate answers with at most",
      shown: { $0.locateCap.map(\.description) ?? "none" }
    ) { profile, setting in
      guard case .number(let number) = setting, let cap = Int32(exactly: number), cap >= 0 else { return false }
      profile.locateCap = cap == 0 ? nil : cap
      return true
    },
    words(
      "hidden-attributes", \.hiddenAttributes, takes: "a list of attributes, those of vendors as VENDOR:NAME",
      "attributes that are told only where they are asked for by name", show: \.word,
      parse: AttributeReference.init(word:)),
    flag("activation-date", \.takesActivationDate, "a new object takes an Activation Date"),
    flag("keeps-destroyed", \.keepsDestroyed, "of a destroyed object something is left to read"),
    flag(
      "names-algorithm", \.wantsAlgorithm, "Cryptographic Parameters must name the algorithm, though the key has it"),
    words(
      "streams", \.streamList, takes: "a list of operations, such as encrypt",
      "operations that take their data in parts", show: \.word, parse: OperationCode.init(word:)),
    flag("digests", \.takesDigests, "a digest that was made elsewhere is signed and verified"),
    ServerTrait(
      key: "message-limit", takes: "bytes, from 1024", help: "the largest message that the server reads",
      shown: \.messageLimit.description
    ) { profile, setting in
      guard case .number(let number) = setting, number >= 1024 else { return false }
      profile.messageLimit = number
      return true
    },
  ]
}

extension ServerProfile {
  fileprivate var streamList: [OperationCode] {
    get { streams.sorted { $0.rawValue < $1.rawValue } }
    set { streams = Set(newValue) }
  }
}

extension ProtocolVersion {
  /// From `1.4`; nil unless it is a version of KMIP.
  fileprivate init?(text: String) {
    let known = (0...4).map { ProtocolVersion(1, $0) } + [.v2_0, .v2_1]
    guard let version = known.first(where: { $0.description == text }) else { return nil }
    self = version
  }
}

extension AttributeReference {
  fileprivate var word: String {
    switch self {
    case .tag(let tag): tag.word
    case .vendor(let identification, let name): identification + ":" + name
    }
  }

  fileprivate init?(word: String) {
    if let colon = word.firstIndex(of: ":") {
      let (vendor, name) = (String(word[..<colon]), String(word[word.index(after: colon)...]))
      guard !vendor.isEmpty, !name.isEmpty else { return nil }
      self = .vendor(identification: vendor, name: name)
    } else {
      guard let tag = Tag(word: word) else { return nil }
      self = .tag(tag)
    }
  }
}
