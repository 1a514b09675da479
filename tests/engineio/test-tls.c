/* test-tls.c: whom a client trusts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "socket-client.h"

/* GnuTLS's thread-local memory makes the leak sanitizer's search crash (gcc 12); the address sanitizer stays. */
int __lsan_is_turned_off (void);

int
__lsan_is_turned_off (void)
{
  return 1;
}

static char *
find (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "engineio", name, NULL);
}

static void
init_tls (Client *client, const char *certificate_name, EioTransportKind kind)
{
  g_autofree char *path = find (certificate_name);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, NULL);

  g_assert_nonnull (certificate);
  *client = (Client){ .server = rogue_server_new_tls (certificate), .log = g_string_new (NULL) };
  client_set_url (client, rogue_server_get_url (client->server));
  client_use (client, kind);
}

static void
test_tls (gconstpointer data)
{
  EioTransportKind kind = GPOINTER_TO_INT (data);
  g_auto (Client) client = { 0 };
  g_auto (Client) other = { 0 };
  g_autofree char *ca = find ("ca.pem");
  g_autofree char *pin = NULL;

  init_tls (&client, "server.pem", kind);
  client_assert_fails (&client, EIO_ERROR_TLS,
                       "The certificate of 127.0.0.1:* is not trusted: nobody known here has signed it");

  /* The one that was refused, accepted by a person. */
  pin = eio_config_dup_refused_pin (client.config);
  g_assert_true (g_str_has_prefix (pin, "sha256:"));
  eio_config_set_pin (client.config, pin);
  client_open_and_wait (&client);
  client_send (&client, "hello");
  test_wait_until (client_has (&client, "message hello"));
  eio_config_set_pin (client.config, "sha256:00");
  client_assert_fails (&client, EIO_ERROR_TLS, "The certificate of *");
  eio_config_set_pin (client.config, NULL);

  g_assert_true (eio_config_set_ca_file (client.config, ca, NULL));
  client_open_and_wait (&client);

  init_tls (&other, "other.pem", kind);
  g_assert_true (eio_config_set_ca_file (other.config, ca, NULL));
  client_assert_fails (&other, EIO_ERROR_TLS,
                       "The certificate of 127.0.0.1:* is not trusted: it belongs to another host");
  eio_config_set_insecure (other.config, TRUE);
  client_open_and_wait (&other);
}

/* Who has none is told what is asked for. */
static void
test_client_certificate (gconstpointer data)
{
  g_auto (Client) client = { 0 };
  g_autofree char *ours = find ("server.pem");

  init_tls (&client, "server.pem", GPOINTER_TO_INT (data));
  rogue_server_ask_for_certificate (client.server);
  eio_config_set_insecure (client.config, TRUE);
  client_assert_fails (&client, EIO_ERROR_TLS, "127.0.0.1:* asks for a client certificate");

  g_assert_true (eio_config_set_client_certificate (client.config, ours, NULL, NULL));
  client_open_and_wait (&client);
  client_send (&client, "hello");
  test_wait_until (client_has (&client, "message hello"));
}

/* As a plain web server answers what it does not understand. */
static gboolean
answer_plainly_cb (GSocketService *service,
                   GSocketConnection *connection,
                   GObject *source,
                   gpointer user_data)
{
  static const char answer[] = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";

  g_output_stream_write (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer, strlen (answer),
                         NULL, NULL);
  return TRUE;
}

static void
test_not_tls (void)
{
  g_auto (Client) client = { 0 };
  g_autoptr (GSocketService) service = g_socket_service_new ();
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u", port);

  g_signal_connect (service, "incoming", G_CALLBACK (answer_plainly_cb), NULL);
  client_init (&client);
  client_set_url (&client, url);
  client_use (&client, EIO_TRANSPORT_POLLING);
  client_assert_fails (&client, EIO_ERROR_TLS,
                       "No secure connection to 127.0.0.1:* without TLS its address begins with http://");
  g_socket_service_stop (service);
}

static void
test_bad_files (void)
{
  g_autoptr (EioConfig) config = eio_config_new ("https://example.org", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *server = find ("server.pem");

  g_assert_false (eio_config_set_ca_file (config, "/nonexistent.pem", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (eio_config_set_client_certificate (config, "/nonexistent.pem", NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (eio_config_set_client_certificate (config, server, NULL, &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/tls/certificates/polling", GINT_TO_POINTER (EIO_TRANSPORT_POLLING), test_tls);
  g_test_add_data_func ("/tls/certificates/websocket", GINT_TO_POINTER (EIO_TRANSPORT_WEBSOCKET), test_tls);
  g_test_add_data_func ("/tls/client-certificate/polling", GINT_TO_POINTER (EIO_TRANSPORT_POLLING),
                        test_client_certificate);
  g_test_add_data_func ("/tls/client-certificate/websocket", GINT_TO_POINTER (EIO_TRANSPORT_WEBSOCKET),
                        test_client_certificate);
  g_test_add_func ("/tls/not-tls", test_not_tls);
  g_test_add_func ("/tls/bad-files", test_bad_files);

  return g_test_run ();
}
