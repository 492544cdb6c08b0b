// usage: kmsh-bench [audit [FOLDER]]
// Codec speed of the three messages that others measure too, one thread: typed message to bytes, and back. With
// `audit`, the speed of the audit log on the disk that FOLDER is on.

if CommandLine.arguments.dropFirst().first == "audit" {
  try await AuditSpeed(folder: CommandLine.arguments.dropFirst(2).first ?? ".").print()
} else {
  let seconds = 1.0
  for sample in Sample.all {
    let encode = rate(for: seconds) { sample.encode() }
    let decode = rate(for: seconds) { sample.decode() }
    print("\(sample.name) (\(sample.size) bytes): \(encode) encoded, \(decode) decoded a second")
  }
}
