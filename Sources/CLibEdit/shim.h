#ifndef CLIBEDIT_SHIM_H
#define CLIBEDIT_SHIM_H

// What Swift cannot call itself: C variadics, and el_init, whose streams are global variables.

#include <histedit.h>
#include <locale.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

typedef unsigned char (*cle_function)(EditLine *, int);
typedef char *(*cle_prompt)(EditLine *);

static inline EditLine *cle_init(const char *program) { return el_init(program, stdin, stdout, stderr); }

static inline int cle_add(EditLine *el, const char *name, const char *help, cle_function function) {
  return el_set(el, EL_ADDFN, name, help, function);
}
static inline int cle_bind(EditLine *el, const char *key, const char *name) {
  return el_set(el, EL_BIND, key, name, NULL);
}
static inline int cle_bind_command_mode(EditLine *el, const char *key, const char *name) {
  return el_set(el, EL_BIND, "-a", key, name, NULL);
}

static inline int cle_set_client(EditLine *el, void *client) { return el_set(el, EL_CLIENTDATA, client); }
static inline void *cle_client(EditLine *el) {
  void *client = NULL;
  return el_get(el, EL_CLIENTDATA, &client) == 0 ? client : NULL;
}

static inline int cle_set_prompt(EditLine *el, cle_prompt prompt) { return el_set(el, EL_PROMPT_ESC, prompt, '\1'); }
static inline int cle_set_right_prompt(EditLine *el, cle_prompt prompt) {
  return el_set(el, EL_RPROMPT_ESC, prompt, '\1');
}
static inline int cle_set_reader(EditLine *el, el_rfunc_t reader) { return el_set(el, EL_GETCFN, reader); }

static inline int cle_set_editor(EditLine *el, const char *editor) { return el_set(el, EL_EDITOR, editor); }
static inline const char *cle_editor(EditLine *el) {
  const char *editor = NULL;
  return el_get(el, EL_EDITOR, &editor) == 0 ? editor : NULL;
}

static inline int cle_set_signals(EditLine *el, int handled) { return el_set(el, EL_SIGNAL, handled); }
static inline int cle_unset_key(EditLine *el, const char *key) { return el_set(el, EL_SETTY, "-d", key, NULL); }
static inline int cle_prepare_terminal(EditLine *el, int edit) { return el_set(el, EL_PREP_TERM, edit); }
static inline int cle_refresh(EditLine *el) { return el_set(el, EL_REFRESH); }

static inline int cle_set_history(EditLine *el, History *h) { return el_set(el, EL_HIST, history, h); }
static inline int cle_history_size(History *h, int size) {
  HistEvent event;
  return history(h, &event, H_SETSIZE, size);
}
static inline int cle_history_enter(History *h, const char *entry) {
  HistEvent event;
  return history(h, &event, H_ENTER, entry);
}
static inline int cle_history_clear(History *h) {
  HistEvent event;
  return history(h, &event, H_CLEAR);
}

// X/Open's, which wchar.h shows only on request.
int wcwidth(wchar_t character);

static inline size_t cle_mb_cur_max(void) { return MB_CUR_MAX; }

#endif
