/* hello.c: prints what a server sends, and what it answers to "echo". Usage: hello URL
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <socketio-glib.h>
#include <stdio.h>

static void
event_cb (SioNamespace *nsp, SioEvent *event, gpointer user_data)
{
  g_autofree char *json = sio_args_to_json (sio_event_get_args (event));
  printf ("%s\n", json);
}

static void
answer_cb (GObject *nsp, GAsyncResult *result, gpointer loop)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SioArgs) answer = sio_namespace_emit_finish (SIO_NAMESPACE (nsp), result, &error);
  g_autofree char *json = answer ? sio_args_to_json (answer) : g_strdup (error->message);
  printf ("answer: %s\n", json);
  g_main_loop_quit (loop);
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SioConfig) config = sio_config_new (argc > 1 ? argv[1] : "http://localhost:3000", NULL);
  g_autoptr (SioClient) client = sio_client_new (config);
  g_autoptr (SioArgs) echo = sio_args_new_event ("echo", "[\"hello\"]", NULL);
  SioNamespace *nsp = sio_client_get_namespace (client, sio_config_get_nsp (config));

  g_signal_connect (nsp, "event", G_CALLBACK (event_cb), NULL);
  sio_namespace_open (nsp);
  sio_namespace_emit_async (nsp, echo, SIO_EMIT_NONE, 5000, NULL, answer_cb, loop);
  g_main_loop_run (loop);
  return 0;
}
