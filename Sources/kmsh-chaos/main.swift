// Takes runs apart: cuts their connections, kills them, resumes them, and counts what came of it.
import Foundation

do {
  let options = try Options(CommandLine.arguments.dropFirst())
  try Siege(options).run()
} catch {
  FileHandle.standardError.write(Data("kmsh-chaos: \(error)\n".utf8))
  exit(1)
}
