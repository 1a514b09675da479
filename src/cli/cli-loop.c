/* cli-loop.c: running until something is reached, the time is up, or somebody presses Ctrl+C.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "cli-loop.h"

#include <glib-unix.h>

#define CLOSE_MS 1000

struct _CliLoop
{
  GMainLoop *loop;
  gboolean has_quit;
  int status;
  int time_up_status;
  int interrupt_status;
};

CliLoop *
cli_loop_new (void)
{
  CliLoop *self = g_new0 (CliLoop, 1);

  self->loop = g_main_loop_new (NULL, FALSE);
  return self;
}

void
cli_loop_free (CliLoop *self)
{
  g_main_loop_unref (self->loop);
  g_free (self);
}

static gboolean
signal_cb (gpointer user_data)
{
  CliLoop *self = user_data;

  cli_loop_quit (self, self->interrupt_status);
  return G_SOURCE_CONTINUE;
}

static gboolean
time_up_cb (gpointer user_data)
{
  CliLoop *self = user_data;

  cli_loop_quit (self, self->time_up_status);
  return G_SOURCE_CONTINUE;
}

int
cli_loop_run (CliLoop *self, double seconds, int time_up_status, int interrupt_status)
{
  guint sources[] = { g_unix_signal_add (SIGINT, signal_cb, self),
                      g_unix_signal_add (SIGTERM, signal_cb, self),
                      seconds >= 0 ? g_timeout_add ((guint) MIN (seconds * 1000, G_MAXINT), time_up_cb, self)
                                   : 0 };

  self->time_up_status = time_up_status;
  self->interrupt_status = interrupt_status;
  if (!self->has_quit)
    g_main_loop_run (self->loop);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (sources[i] != 0)
      g_source_remove (sources[i]);
  return self->status;
}

void
cli_loop_quit (CliLoop *self, int status)
{
  if (self->has_quit)
    return;
  self->has_quit = TRUE;
  self->status = status;
  g_main_loop_quit (self->loop);
}

gboolean
cli_loop_has_quit (CliLoop *self)
{
  return self->has_quit;
}

static gboolean
give_up_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
closed_cb (SioClient *client, EioCloseReason reason, GError *error, gboolean *over)
{
  *over = TRUE;
}

void
cli_loop_close (CliLoop *self, SioClient *client)
{
  gboolean over = sio_client_get_state (client) != SIO_CLIENT_OPEN;
  gulong closed = g_signal_connect (client, "closed", G_CALLBACK (closed_cb), &over);
  guint timer = g_timeout_add (CLOSE_MS, give_up_cb, &over);

  sio_client_close (client);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
  g_signal_handler_disconnect (client, closed);
}
