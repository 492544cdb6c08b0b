import KMSSyntax

extension Execution {
  /// Runs one item, again where `retry=` allows it, and puts what became of it on record.
  func item(_ index: Int, of loop: RunningLoop, in frame: Frame) async throws -> ItemRecord {
    let path = "\(loop.key)/\(index + 1)"
    if let recorded = try await host.recordedItem(at: path),
      !frame.keepsResults || !recorded.end.isFailed || recorded.isInDoubt
    {
      return kept(recorded, of: loop, in: frame)
    }
    let earlier = frame.strand.recall(item: index, label: loop.labels[index], ofLoopAt: loop.key)
    let start = interpreter.clock()
    let end: ItemRecord.End
    var strand: Strand?
    if let earlier, earlier.stands {
      end = earlier.record.end
    } else {
      let last = Strand(path: path, after: earlier?.strand)
      (end, strand) = await attempts(at: index, of: loop, beginning: last, in: frame)
    }
    let took = max(0, interpreter.clock() &- start) / 1000
    let record = ItemRecord(
      loop: loop.key, index: index, label: loop.labels[index], end: end, took: took,
      failedChecks: strand?.failedChecks ?? earlier?.record.failedChecks ?? [])
    tell(record, strand, of: loop, to: frame)
    guard record.isOnRecord else { return record }
    try await host.note(record.event(of: loop, in: frame, path: path))
    return record
  }

  /// An item that an earlier part of the run, or another runner, has brought to its end.
  func kept(_ record: ItemRecord, of loop: RunningLoop, in frame: Frame) -> ItemRecord {
    if record.isInDoubt { ledger.doubt() }
    for why in record.failedChecks {
      ledger.note(failedCheck: Diagnostic(.checkFailed, why, at: loop.loop.name.span))
    }
    tell(record, nil, of: loop, to: frame)
    return record
  }

  /// What an item around this loop must know of it.
  private func tell(_ record: ItemRecord, _ strand: Strand?, of loop: RunningLoop, to frame: Frame) {
    guard !frame.items.isEmpty else { return }
    frame.strand.note(failedChecks: record.failedChecks)
    if frame.keepsResults { frame.strand.remember(.init(record: record, strand: strand), ofLoopAt: loop.key) }
  }

  private func attempts(
    at index: Int, of loop: RunningLoop, beginning first: Strand, in frame: Frame
  ) async -> (ItemRecord.End, Strand) {
    var strand = first
    var attempt = 1
    while true {
      let end = await once(loop, index, strand, attempt, in: frame)
      guard case .failed(let failure) = end, failure.mayPass, attempt <= loop.options.retry,
        !Task.isCancelled, !drain.isRequested
      else { return (end, strand) }
      do { try await interpreter.sleep(.milliseconds(Self.pause(after: attempt))) } catch { return (end, strand) }
      attempt += 1
      strand = Strand(path: "\(first.path)~\(attempt)", after: strand)
    }
  }

  private static func pause(after attempt: Int) -> Int64 { 250 << Int64(min(attempt - 1, 7)) }

  private func once(
    _ loop: RunningLoop, _ index: Int, _ strand: Strand, _ attempt: Int, in frame: Frame
  ) async -> ItemRecord.End {
    var inner = frame
    inner.bindings.values[loop.loop.name.text] = loop.items[index]
    inner.items.append(String(index + 1))
    inner.attempt = attempt
    inner.strand = strand
    inner.keepsResults = frame.keepsResults || loop.options.retry > 0
    inner.isQuiet = true
    inner.row = nil
    let body = loop.loop.body
    do {
      let flow = try await within(loop.options.timeout, "the item", at: body.span) { [inner] in
        var frame = inner
        return try await run(body.statements, in: &frame)
      }
      switch flow {
      case .next, .returned: return .done(.none)
      case .yielded(let value): return .done(value)
      case .skipped(let why): return .skipped(why)
      }
    } catch {
      let failure = Failure(wrapping: error, at: body.span)
      guard failure.kind == .changed else { return .failed(failure) }
      ledger.note(changed: failure)
      return .skipped(failure.diagnostic.message)
    }
  }

  /// Cancels `body` when its time is up. What it has finished by then stands.
  func within<Value: Sendable>(
    _ limit: Int64?, _ what: String, at span: Span, _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    guard let limit else { return try await body() }
    return try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try? await interpreter.sleep(.milliseconds(limit))
        return nil
      }
      defer { group.cancelAll() }
      // A sleeper that is cancelled with all the rest ends early, and the body's own word counts.
      if let value = try await group.next() ?? nil { return value }
      let isTimeUp = !Task.isCancelled
      group.cancelAll()
      do {
        if let value = try await group.next() ?? nil { return value }
      } catch let failure as Failure where failure.kind == .cancelled && isTimeUp {
        throw Failure.evaluation(
          .timedOut, "\(what) took longer than \(Literal.duration(limit).spelling)", at: failure.diagnostic.span ?? span
        )
      }
      throw CancellationError()
    }
  }
}

extension ItemRecord {
  fileprivate func event(of loop: RunningLoop, in frame: Frame, path: String) -> StatementEvent {
    var site = frame.site(loop.loop.name.span)
    site.items.append(String(index + 1))
    site.key = path
    let status: StatementEvent.Status =
      switch end {
      case .done: .ok
      case .skipped: .skipped
      case .failed: .failed
      }
    let message: String? =
      switch end {
      case .done: nil
      case .skipped(let why): why
      case .failed(let failure): failure.diagnostic.message
      }
    return StatementEvent(
      kind: .local, status: status, text: "item \(index + 1) of \(loop.items.count): \(label)", message: message,
      site: site, content: .item(self))
  }
}

extension Failure {
  /// Whether another attempt may fare better.
  var mayPass: Bool { kind == .refused || kind == .unreachable || diagnostic.code == .timedOut }
}

extension Failure.Kind {
  /// Whether nothing further is to be launched, whatever the budget.
  var stopsLoop: Bool {
    switch self {
    case .audit, .denied, .cancelled: true
    case .refused, .assertion, .inDoubt, .unreachable, .budgetExceeded, .changed: false
    }
  }
}
