/// Whether files are written for show alone: a rehearsal leaves nothing behind.
public enum RehearsedFiles {
  @TaskLocal public static var areRehearsed = false
}
