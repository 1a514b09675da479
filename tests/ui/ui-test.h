/* ui-test.h: what tests of widgets share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "tell-store.h"
#include "tell-ui.h"
#include "test-wait.h"

G_BEGIN_DECLS

/* g_test_init (), adw_init () and tell_ui_init (); skips all where there is no display. */
void       ui_test_init        (int         *argc,
                                char      ***argv);
/* A window with CHILD, shown and drawn: (transfer full), for ui_test_close (). */
GtkWindow *ui_test_show        (GtkWidget   *child,
                                int          width,
                                int          height);
void       ui_test_close       (GtkWindow   *window);
/* The first widget of TYPE at or below ROOT, depth first; NULL when there is none. */
gpointer   ui_test_find        (GtkWidget   *root,
                                GType        type);
/* Whether a label that is in sight says exactly TEXT. */
gboolean   ui_test_has_label   (GtkWidget   *root,
                                const char  *text);
/* A widget that was never in a window goes without a trace. */
#define ui_test_assert_finalize_widget(widget)                                                                        \
  G_STMT_START                                                                                                        \
  {                                                                                                                   \
    GObject *ui_test_object = G_OBJECT (g_object_ref_sink (widget));                                                  \
    test_assert_finalize_object (ui_test_object, G_STRLOC);                                                           \
  }                                                                                                                   \
  G_STMT_END

TellMessage *ui_test_say       (TellStore   *store,
                                const char  *room,
                                const char  *person, /* nullable */
                                const char  *text,
                                gint64       time_ms);

G_END_DECLS
