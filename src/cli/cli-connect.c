/* cli-connect.c: from options to a connection.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "cli-connect.h"

#include "sio-writer.h"

static gboolean
usage_error (GError **error, const char *format, const char *text)
{
  g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, format, text);
  return FALSE;
}

static gboolean
apply_query (const CliOptions *options, EioConfig *engine, GError **error)
{
  for (guint i = 0; options->query && options->query[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (options->query[i], "=", 2);

      if (g_strv_length (parts) != 2 || *parts[0] == '\0')
        return usage_error (error, "--query: expected K=V, found “%s”", options->query[i]);
      eio_config_add_query (engine, parts[0], parts[1]);
    }
  return TRUE;
}

/* A name is a token of RFC 9110; a line end in a value would smuggle in another header. */
static gboolean
is_header (char **parts)
{
  if (g_strv_length (parts) != 2 || *parts[0] == '\0')
    return FALSE;
  for (const char *c = parts[0]; *c; c++)
    if (!g_ascii_isalnum (*c) && strchr ("!#$%&'*+-.^_`|~", *c) == NULL)
      return FALSE;
  return strpbrk (parts[1], "\r\n") == NULL;
}

static gboolean
apply_headers (const CliOptions *options, EioConfig *engine, GError **error)
{
  for (guint i = 0; options->headers && options->headers[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (options->headers[i], ":", 2);

      if (!is_header (parts))
        return usage_error (error, "--header: expected 'K: V', found “%s”", options->headers[i]);
      eio_config_add_header (engine, parts[0], g_strstrip (parts[1]));
    }
  return TRUE;
}

static gboolean
apply_transports (const CliOptions *options, EioConfig *engine, GError **error)
{
  g_autoptr (GArray) kinds = g_array_new (FALSE, FALSE, sizeof (EioTransportKind));

  for (guint i = 0; options->transports && options->transports[i]; i++)
    {
      EioTransportKind kind;

      if (!eio_transport_kind_from_string (options->transports[i], &kind))
        return usage_error (error, "--transport: expected polling or websocket, found “%s”",
                            options->transports[i]);
      g_array_append_val (kinds, kind);
    }
  if (kinds->len > 0)
    eio_config_set_transports (engine, (const EioTransportKind *) kinds->data, kinds->len);
  if (options->no_upgrade)
    eio_config_set_upgrade (engine, FALSE);
  return TRUE;
}

static gboolean
apply_protocol (const CliOptions *options, SioConfig *config, GError **error)
{
  EioConfig *engine = sio_config_get_engine (config);
  const char *protocol = options->protocol ? options->protocol : "";
  const char *parser = options->parser ? options->parser : "";

  if (g_str_equal (protocol, "auto"))
    eio_config_set_protocol (engine, EIO_PROTOCOL_AUTO);
  else if (g_str_equal (protocol, "4"))
    eio_config_set_protocol (engine, EIO_PROTOCOL_4);
  else if (g_str_equal (protocol, "3"))
    eio_config_set_protocol (engine, EIO_PROTOCOL_3);
  else if (options->protocol)
    return usage_error (error, "--protocol: expected auto, 4 or 3, found “%s”", protocol);
  if (g_str_equal (parser, "json"))
    sio_config_set_parser (config, SIO_PARSER_JSON);
  else if (g_str_equal (parser, "msgpack"))
    sio_config_set_parser (config, SIO_PARSER_MSGPACK);
  else if (options->parser)
    return usage_error (error, "--parser: expected json or msgpack, found “%s”", parser);
  return TRUE;
}

static gboolean
apply_tls (const CliOptions *options, EioConfig *engine, GError **error)
{
  const char *key = options->client_key ? options->client_key : options->client_cert;

  if (options->insecure)
    eio_config_set_insecure (engine, TRUE);
  if (options->client_key && !options->client_cert)
    return usage_error (error, "--client-key: %s is missing", "--client-cert");
  if (options->ca_file && !eio_config_set_ca_file (engine, options->ca_file, error))
    {
      g_prefix_error (error, "--ca-file: ");
      return FALSE;
    }
  if (options->client_cert && !eio_config_set_client_certificate (engine, options->client_cert, key, error))
    {
      g_prefix_error (error, "--client-cert: ");
      return FALSE;
    }
  return TRUE;
}

static gboolean
apply_proxy (const CliOptions *options, EioConfig *engine, GError **error)
{
  if (options->proxy == NULL)
    return TRUE;
  if (!g_uri_is_valid (options->proxy, G_URI_FLAGS_NONE, NULL))
    return usage_error (error, "--proxy: expected a URL, found “%s”", options->proxy);
  eio_config_set_proxy (engine, options->proxy);
  return TRUE;
}

static void
apply_reconnection (const CliOptions *options, SioConfig *config)
{
  guint min, max;
  double jitter;

  sio_config_get_reconnect_delay (config, &min, &max, &jitter);
  if (options->reconnect_delay >= 0)
    min = (guint) options->reconnect_delay;
  if (options->reconnect_delay_max >= 0)
    max = (guint) options->reconnect_delay_max;
  if (options->jitter >= 0)
    jitter = options->jitter;
  sio_config_set_reconnect_delay (config, min, max, jitter);
  if (options->reconnect_attempts > 0)
    sio_config_set_reconnect_attempts (config, (guint) options->reconnect_attempts);
  if (options->no_reconnect || options->reconnect_attempts == 0)
    sio_config_set_reconnection (config, FALSE);
}

static gboolean
apply_limits (const CliOptions *options, SioConfig *config, GError **error)
{
  EioConfig *engine = sio_config_get_engine (config);

  if (options->timeout >= 0)
    {
      eio_config_set_open_timeout (engine, (guint) options->timeout);
      sio_config_set_connect_timeout (config, (guint) options->timeout);
    }
  if (options->max_payload >= 0)
    eio_config_set_max_payload (engine, (gsize) options->max_payload);
  if (options->ack_timeout >= 0)
    sio_config_set_ack_timeout (config, (guint) options->ack_timeout);
  if (options->retries > 0 && options->ack_timeout <= 0)
    return usage_error (error, "--retries: %s is needed, too", "--ack-timeout");
  if (options->retries >= 0)
    sio_config_set_retries (config, (guint) options->retries);
  return TRUE;
}

gboolean
cli_connect_apply (const CliOptions *options, SioConfig *config, GError **error)
{
  EioConfig *engine = sio_config_get_engine (config);

  if (options->path)
    eio_config_set_path (engine, options->path);
  apply_reconnection (options, config);
  return apply_query (options, engine, error) && apply_headers (options, engine, error) &&
         apply_transports (options, engine, error) && apply_protocol (options, config, error) &&
         apply_tls (options, engine, error) && apply_proxy (options, engine, error) &&
         apply_limits (options, config, error);
}

SioClient *
cli_connect_new_client (const CliOptions *options, const char *url, GError **error)
{
  g_autoptr (SioConfig) config = sio_config_new (url, error);
  g_autoptr (SioWaker) waker = NULL;
  SioClient *client;

  if (config == NULL || !cli_connect_apply (options, config, error))
    return NULL;
  waker = sio_waker_dup_default ();
  client = sio_client_new (config);
  sio_client_set_waker (client, waker);
  return client;
}

static char *
normalize_nsp (const char *nsp)
{
  return *nsp == '/' ? g_strdup (nsp) : g_strconcat ("/", nsp, NULL);
}

GStrv
cli_connect_dup_namespaces (const CliOptions *options, const char *url_nsp)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

  if (!g_str_equal (url_nsp, "/"))
    g_ptr_array_add (list, g_strdup (url_nsp));
  for (guint i = 0; options->namespaces && options->namespaces[i]; i++)
    {
      g_autofree char *nsp = normalize_nsp (options->namespaces[i]);

      if (!g_ptr_array_find_with_equal_func (list, nsp, g_str_equal, NULL))
        g_ptr_array_add (list, g_steal_pointer (&nsp));
    }
  if (list->len == 0)
    g_ptr_array_add (list, g_strdup ("/"));
  g_ptr_array_add (list, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

/* TEXT as a JSON array whose first element is an event's name. */
static SioArgs *
parse_emit (const char *option, const char *text, GError **error)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (GError) local = NULL;
  g_autoptr (SioArgs) args = sio_writer_json (writer, text, -1, &local) ? sio_writer_finish (writer) : NULL;
  SioValueKind name;

  if (args == NULL)
    {
      g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "%s: %s", option, local->message);
      return NULL;
    }
  name = sio_value_get_kind (sio_args_get (args, 0));
  if (sio_value_get_kind (sio_args_get_root (args)) != SIO_VALUE_ARRAY ||
      (name != SIO_VALUE_STRING && name != SIO_VALUE_NUMBER))
    {
      usage_error (error, "%s: expected a JSON array that begins with the event's name", option);
      return NULL;
    }
  return g_steal_pointer (&args);
}

GPtrArray *
cli_connect_parse_emits (const CliOptions *options, GError **error)
{
  g_autoptr (GPtrArray) emits = g_ptr_array_new_with_free_func ((GDestroyNotify) sio_args_unref);

  for (guint i = 0; options->emits && options->emits[i]; i++)
    {
      SioArgs *args = parse_emit ("--emit", options->emits[i], error);

      if (args == NULL)
        return NULL;
      g_ptr_array_add (emits, args);
    }
  return g_steal_pointer (&emits);
}

gboolean
cli_connect_check_event (SioNamespace *nsp, SioArgs *args, GError **error)
{
  return sio_namespace_emit (nsp, args, SIO_EMIT_VOLATILE, error);
}

SioArgs *
cli_connect_parse_auth (const CliOptions *options, GError **error)
{
  g_autoptr (SioArgs) auth = NULL;

  if (options->auth == NULL)
    return NULL;
  auth = sio_args_new_text (options->auth, -1, error);
  if (auth == NULL)
    g_prefix_error (error, "--auth: ");
  else if (sio_value_get_kind (sio_args_get_root (auth)) != SIO_VALUE_OBJECT)
    usage_error (error, "--auth: expected a JSON object, found %s", options->auth);
  else
    return g_steal_pointer (&auth);
  return NULL;
}

gboolean
cli_connect_is_patient (const CliOptions *options)
{
  gboolean delays = options->reconnect_delay >= 0 || options->reconnect_delay_max >= 0;

  return !options->no_reconnect &&
         (options->reconnect_attempts > 0 || (options->reconnect_attempts < 0 && delays));
}
