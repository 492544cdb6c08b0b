/// Whose spelling the JSON encoder writes; the decoder reads both.
public enum JSONDialect: Hashable, Sendable, CaseIterable {
  /// Enumerations and the bits of masks by name where the vocabulary has one (KMIP Profiles 2.1, JSON encoding).
  case standard
  /// Enumerations and masks as numbers: the Cosmian KMS has names of its own, and takes `0x%08X` for all of them.
  /// Those whose values are tags go by the tag's name here too.
  case cosmian
}
