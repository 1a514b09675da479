/* eio-clock.h: time and timers as a parameter, so that tests and replays move it themselves.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define EIO_TYPE_CLOCK (eio_clock_get_type ())
G_DECLARE_FINAL_TYPE (EioClock, eio_clock, EIO, CLOCK, GObject)

typedef void (*EioClockFunc) (gpointer user_data);

/* The machine's clock; it goes on while the machine sleeps (CLOCK_BOOTTIME). */
EioClock *eio_clock_get_default (void);
/* A clock that stands still until advanced; timers run inside eio_clock_advance (), in order of their time. */
EioClock *eio_clock_new_manual  (gint64        wall_us);

gint64    eio_clock_get_now     (EioClock     *self); /* µs since some start, never backwards */
gint64    eio_clock_get_wall    (EioClock     *self); /* µs since 1970 */
/* One shot; returns an id > 0, valid until it ran or was removed. */
guint     eio_clock_add_timeout (EioClock     *self,
                                 guint         ms,
                                 EioClockFunc  func,
                                 gpointer      user_data);
void      eio_clock_remove      (EioClock     *self,
                                 guint         id);
static inline void
eio_clock_clear (EioClock *self, guint *id)
{
  if (*id != 0)
    eio_clock_remove (self, *id);
  *id = 0;
}
void      eio_clock_advance     (EioClock     *self,
                                 gint64        us);

G_END_DECLS
