public import KMSInterpreter
import KMSSyntax

/// What `kmsh help FILE.kms` says of a script.
public enum CommandLineHelp {
  public static func script(_ program: Program, color: Bool = false, width: Int? = nil) -> String {
    let help = HelpText(commands: CommandTable([]), color: color, width: width)
    let name = SafeText.line(program.script.source.name)
    let parameters = program.parameters
    let about = heading(of: program.script.source).map { help.wrap($0, indent: "") }.joined()
    let usage = help.wrap("usage: kmsh run \(name)" + parameters.map { " " + option($0) }.joined(), indent: "    ")
    let table = parameters.isEmpty ? "" : "\n" + help.section("parameters", help.list(parameters.map(row)))
    return (about.isEmpty ? "" : about + "\n") + usage + table
  }

  /// The comment that the file begins with, but for `#!`.
  private static func heading(of source: Source) -> [String] {
    let lines = source.text.split(whereSeparator: \.isNewline).drop { $0.hasPrefix("#!") }
    return lines.prefix { $0.hasPrefix("#") }.map { SafeText.line(String($0.drop { $0 == "#" || $0 == " " })) }
  }

  private static func option(_ parameter: Parameter) -> String {
    let form = "--\(parameter.name.text.normalWord) \(parameter.type.text.uppercased())"
    return parameter.initial == nil ? form : "[\(form)]"
  }

  private static func row(_ parameter: Parameter) -> (name: String, text: String) {
    let initial = parameter.initial.map { "\(SafeText.line($0.span.text)) if left out" } ?? "required"
    let text = [parameter.help.map(SafeText.line), initial].compactMap { $0 }.joined(separator: "; ")
    return ("--\(parameter.name.text.normalWord): \(parameter.type.text)", text)
  }
}
