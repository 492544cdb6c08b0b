// usage: kmsh-bench [codec [SECONDS]] | audit [FOLDER] | allocations INDEX encode|decode TIMES
// The speed of the codec, a line a message; with `audit`, that of the audit log on the disk that FOLDER is on; with
// `allocations`, work to count them in.

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "audit": try await AuditSpeed(folder: arguments.dropFirst().first ?? ".").print()
case "allocations" where arguments.count == 4:
  CodecSpeed.run(Int(arguments[1]) ?? 0, encode: arguments[2] == "encode", times: Int(arguments[3]) ?? 0)
default: CodecSpeed.print(seconds: arguments.dropFirst().first.flatMap(Double.init) ?? 1)
}
