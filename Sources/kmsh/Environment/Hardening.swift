import Glibc

/// Keeps secrets in memory from reaching a core dump or a debugger, and a closed pipe from ending a run half way.
func hardenProcess() {
  var none = rlimit(rlim_cur: 0, rlim_max: 0)
  setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
  signal(SIGPIPE, SIG_IGN)
  umask(0o077)
}
