import CLibEdit

extension EditSession {
  /// Inserts what is certain; a second Tab where nothing more is certain shows the choices.
  func complete() -> Int32 {
    let request = completionRequest()
    let choices = CompletionChoices(completions(request), for: request)
    let isSecond = lastCompletion == request
    lastCompletion = request
    switch choices.step {
    case .none: return CC_ERROR
    case .insert(let removing, let text):
      libedit.deleteBeforeCursor(removing)
      return libedit.insert(text) ? CC_REFRESH : CC_ERROR
    case .list(let completions):
      guard isSecond else { return CC_REFRESH_BEEP }
      return list(completions)
    }
  }

  private func completionRequest() -> CompletionRequest {
    let above = earlier.map { $0.text + "\n" }.joined()
    return CompletionRequest(
      entry: above + libedit.text, cursor: above.utf8.count + libedit.textBeforeCursor.utf8.count)
  }

  private func list(_ completions: [Completion]) -> Int32 {
    let size = Terminal.size(1) ?? (24, 80)
    let menu = CompletionMenu(completions, columns: size.columns, rows: max(4, size.rows - 4))
    leaveLine(showing: "")
    write(menu.lines(color: configuration.usesColor).map { $0 + "\r\n" }.joined())
    libedit.redraw()
    return CC_NORM
  }
}
