import Glibc

/// Keeps secrets in memory from reaching a core dump, and a closed pipe from ending a run half way.
func hardenProcess() {
  // Of one byte: with a limit of zero Linux still hands the dump to a program, if core_pattern names one (core(5)).
  var none = rlimit(rlim_cur: 1, rlim_max: 1)
  setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
  signal(SIGPIPE, SIG_IGN)
  umask(0o077)
}
