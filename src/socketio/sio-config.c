/* sio-config.c: settings with upstream's defaults.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-config-private.h"

#include <string.h>

#define DEFAULT_MIN_DELAY_MS       1000
#define DEFAULT_MAX_DELAY_MS       5000
#define DEFAULT_JITTER             0.5
#define DEFAULT_CONNECT_TIMEOUT_MS 20000
#define DEFAULT_BUFFER_LIMIT       10000

struct _SioConfig
{
  GObject parent_instance;

  EioConfig *engine;
  char *nsp;
  gboolean reconnection;
  guint reconnect_attempts;
  guint min_delay_ms;
  guint max_delay_ms;
  double jitter;
  GRand *rand;
  guint ack_timeout_ms;
  guint retries;
  guint connect_timeout_ms;
  SioParserKind parser;
  guint buffer_limit;
};

/**
 * SioParserKind:
 * @SIO_PARSER_JSON: text, and attachments beside it
 * @SIO_PARSER_MSGPACK: socket.io-msgpack-parser
 *
 * How packets are written.
 */

/**
 * SioConfig:
 *
 * How a client connects and comes back. sio_config_get_engine () has what is below: path, transports, TLS,
 * proxy.
 */

G_DEFINE_FINAL_TYPE (SioConfig, sio_config, G_TYPE_OBJECT)

/* The path of a URL as it is written, up to its query or fragment. */
static char *
dup_path (const char *url)
{
  const char *scheme_end = strstr (url, "://");
  const char *authority = scheme_end ? scheme_end + 3 : url;
  const char *path = authority + strcspn (authority, "/?#");
  gsize length = strcspn (path, "?#");

  return length > 0 ? g_strndup (path, length) : g_strdup ("/");
}

static void
sio_config_finalize (GObject *object)
{
  SioConfig *self = SIO_CONFIG (object);

  g_clear_object (&self->engine);
  g_free (self->nsp);
  g_rand_free (self->rand);
  G_OBJECT_CLASS (sio_config_parent_class)->finalize (object);
}

static void
sio_config_class_init (SioConfigClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sio_config_finalize;
}

static void
sio_config_init (SioConfig *self)
{
  self->reconnection = TRUE;
  self->min_delay_ms = DEFAULT_MIN_DELAY_MS;
  self->max_delay_ms = DEFAULT_MAX_DELAY_MS;
  self->jitter = DEFAULT_JITTER;
  self->connect_timeout_ms = DEFAULT_CONNECT_TIMEOUT_MS;
  self->buffer_limit = DEFAULT_BUFFER_LIMIT;
  self->rand = g_rand_new ();
}

/**
 * sio_config_new:
 * @url: http, https, ws or wss; its path is the namespace, its query goes to the handshake
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the settings, or %NULL with an error of engineio
 */
SioConfig *
sio_config_new (const char *url, GError **error)
{
  g_autoptr (SioConfig) self = NULL;
  EioConfig *engine;

  g_return_val_if_fail (url != NULL, NULL);
  engine = eio_config_new (url, error);
  if (engine == NULL)
    return NULL;
  self = g_object_new (SIO_TYPE_CONFIG, NULL);
  self->engine = engine;
  self->nsp = dup_path (url);
  return g_steal_pointer (&self);
}

/**
 * sio_config_get_engine:
 *
 * Returns: (transfer none): the settings of the engine
 */
EioConfig *
sio_config_get_engine (SioConfig *self)
{
  return self->engine;
}

/**
 * sio_config_get_nsp:
 *
 * Returns: the namespace that the URL's path names: "/" or, say, "/admin"
 */
const char *
sio_config_get_nsp (SioConfig *self)
{
  return self->nsp;
}

/**
 * sio_config_get_reconnection:
 *
 * Returns: whether it comes back by itself
 */
gboolean
sio_config_get_reconnection (SioConfig *self)
{
  return self->reconnection;
}

/**
 * sio_config_set_reconnection:
 * @reconnection: whether to come back by itself when the connection is lost
 */
void
sio_config_set_reconnection (SioConfig *self, gboolean reconnection)
{
  self->reconnection = reconnection;
}

/**
 * sio_config_get_reconnect_attempts:
 *
 * Returns: how many attempts in a row may fail; 0 for no end
 */
guint
sio_config_get_reconnect_attempts (SioConfig *self)
{
  return self->reconnect_attempts;
}

/**
 * sio_config_set_reconnect_attempts:
 * @attempts: how many in a row may fail; 0 for no end
 */
void
sio_config_set_reconnect_attempts (SioConfig *self, guint attempts)
{
  self->reconnect_attempts = attempts;
}

/**
 * sio_config_set_reconnect_delay:
 * @min_ms: before the first attempt; doubles with each
 * @max_ms: no delay is longer
 * @jitter: 0 to 1, the part of a delay that is random
 */
void
sio_config_set_reconnect_delay (SioConfig *self, guint min_ms, guint max_ms, double jitter)
{
  self->min_delay_ms = min_ms;
  self->max_delay_ms = max_ms;
  self->jitter = CLAMP (jitter, 0, 1);
}

/**
 * sio_config_get_reconnect_delay:
 * @min_ms: (out) (optional): before the first attempt
 * @max_ms: (out) (optional): the longest
 * @jitter: (out) (optional): 0 to 1, the part of a delay that is random
 */
void
sio_config_get_reconnect_delay (SioConfig *self, guint *min_ms, guint *max_ms, double *jitter)
{
  if (min_ms != NULL)
    *min_ms = self->min_delay_ms;
  if (max_ms != NULL)
    *max_ms = self->max_delay_ms;
  if (jitter != NULL)
    *jitter = self->jitter;
}

/**
 * sio_config_set_seed:
 * @seed: makes the jitter repeatable
 */
void
sio_config_set_seed (SioConfig *self, guint32 seed)
{
  g_rand_set_seed (self->rand, seed);
}

/**
 * sio_config_get_rand:
 *
 * Returns: (transfer none): where the jitter comes from
 */
GRand *
sio_config_get_rand (SioConfig *self)
{
  return self->rand;
}

/**
 * sio_config_get_ack_timeout:
 *
 * Returns: how long an answer is waited for, in ms; 0 for no end
 */
guint
sio_config_get_ack_timeout (SioConfig *self)
{
  return self->ack_timeout_ms;
}

/**
 * sio_config_set_ack_timeout:
 * @timeout_ms: for those who wait for an answer and name no time of their own; 0 for none
 */
void
sio_config_set_ack_timeout (SioConfig *self, guint timeout_ms)
{
  self->ack_timeout_ms = timeout_ms;
}

/**
 * sio_config_get_retries:
 *
 * Returns: how often an event is sent again until the server answers it
 */
guint
sio_config_get_retries (SioConfig *self)
{
  return self->retries;
}

/**
 * sio_config_set_retries:
 * @retries: how often an event is sent again until the server answers it; needs an ack timeout to notice a
 * silent server
 */
void
sio_config_set_retries (SioConfig *self, guint retries)
{
  self->retries = retries;
}

/**
 * sio_config_get_connect_timeout:
 *
 * Returns: how long the answer to CONNECT may take, in ms; 0 for no end
 */
guint
sio_config_get_connect_timeout (SioConfig *self)
{
  return self->connect_timeout_ms;
}

/**
 * sio_config_set_connect_timeout:
 * @timeout_ms: for the server's answer to CONNECT, which may never come; 0 for none
 */
void
sio_config_set_connect_timeout (SioConfig *self, guint timeout_ms)
{
  self->connect_timeout_ms = timeout_ms;
}

/**
 * sio_config_get_parser:
 *
 * Returns: how packets are written
 */
SioParserKind
sio_config_get_parser (SioConfig *self)
{
  return self->parser;
}

/**
 * sio_config_set_parser:
 * @parser: how packets are written; the server has to use the same
 */
void
sio_config_set_parser (SioConfig *self, SioParserKind parser)
{
  self->parser = parser;
}

/**
 * sio_config_get_buffer_limit:
 *
 * Returns: how many events a namespace keeps while it is not connected
 */
guint
sio_config_get_buffer_limit (SioConfig *self)
{
  return self->buffer_limit;
}

/**
 * sio_config_set_buffer_limit:
 * @limit: how many events a namespace keeps while it is not connected; more are refused
 */
void
sio_config_set_buffer_limit (SioConfig *self, guint limit)
{
  self->buffer_limit = limit;
}
