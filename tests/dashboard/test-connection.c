/* test-connection.c: what "connection" and "namespaces" come to: config, sign-in payloads, login.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"
#include "eio-config-engine.h"

#define DOCUMENT(connection, rest)                                                                           \
  "{\"telltale\":1,\"inputs\":{\"user\":{\"default\":\"ann\"},\"password\":{\"secret\":true}},"              \
  "\"connection\":{" connection "}" rest "}"

static char *
dup_json (SioArgs *args)
{
  GString *json = g_string_new (NULL);

  if (args != NULL)
    sio_value_append_json (sio_args_get_root (args), json);
  return g_string_free (json, FALSE);
}

static void
test_config (void)
{
  Bench bench;
  g_autoptr (GError) error = NULL;
  g_autoptr (SioConfig) config = NULL;
  EioConfig *engine;
  guint n_kinds;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *query = NULL;

  bench_open (
      &bench,
      DOCUMENT (
          "\"url\":\"http://example.org:81\",\"path\":\"/logs/"
          "socket.io\",\"protocol\":\"3\",\"parser\":\"msgpack\","
          "\"transports\":[\"websocket\"],\"query\":{\"u\":\"${user}\",\"token\":\"${@token}\",\"n\":5}",
          ""));
  config = tell_engine_build_config (bench.engine, &error);
  g_assert_no_error (error);
  engine = sio_config_get_engine (config);
  g_assert_cmpstr (eio_config_get_path (engine), ==, "/logs/socket.io/");
  g_assert_cmpint (eio_config_get_protocol (engine), ==, EIO_PROTOCOL_3);
  g_assert_cmpint (sio_config_get_parser (config), ==, SIO_PARSER_MSGPACK);
  g_assert_cmpint (eio_config_get_transports (engine, &n_kinds)[0], ==, EIO_TRANSPORT_WEBSOCKET);
  g_assert_cmpuint (n_kinds, ==, 1);
  uri = eio_config_build_uri (engine, EIO_TRANSPORT_POLLING, EIO_PROTOCOL_3, NULL);
  query = g_strdup (g_uri_get_query (uri));
  g_assert_nonnull (strstr (query, "u=ann"));
  g_assert_nonnull (strstr (query, "n=5"));
  g_assert_null (strstr (query, "token"));
  bench_close (&bench);
}

static void
test_missing_input (void)
{
  Bench bench;
  g_autoptr (GError) error = NULL;
  g_autoptr (SioConfig) config = NULL;

  bench_open (&bench,
              DOCUMENT ("\"url\":\"http://h\",\"headers\":{\"authorization\":\"Basic ${password | base64}\"}",
                        ""));
  g_assert_null (tell_engine_build_config (bench.engine, &error));
  g_assert_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_MISSING);
  g_assert_nonnull (strstr (error->message, "“password”"));
  g_clear_error (&error);
  tell_engine_set_input (bench.engine, "password", "x");
  tell_engine_set_input (bench.engine, "nobody asked", "x");
  g_assert_cmpstr (tell_engine_get_input (bench.engine, "password"), ==, "x");
  g_assert_null (tell_engine_get_input (bench.engine, "nobody asked"));
  config = tell_engine_build_config (bench.engine, &error);
  g_assert_no_error (error);
  bench_close (&bench);
}

static void
test_auth (void)
{
  Bench bench;
  g_autoptr (GError) error = NULL;
  guint alternative = 0;
  g_autoptr (SioArgs) session = NULL;
  g_autoptr (SioArgs) password = NULL;
  g_autoptr (SioConfig) config = NULL;
  g_auto (GStrv) namespaces = NULL;

  bench_open (&bench, DOCUMENT ("\"url\":\"http://h\"",
                                ",\"namespaces\":{\"/admin\":{\"auth\":[{\"sessionId\":\"${@sessionId}\"},"
                                "{\"username\":\"${user}\",\"password\":\"${password}\"}]},\"/\":{}}"));
  namespaces = tell_engine_get_namespaces (bench.engine);
  g_assert_cmpstr (namespaces[0], ==, "/admin");
  g_assert_cmpstr (namespaces[1], ==, "/");
  /* Neither is complete. */
  g_assert_null (tell_engine_build_auth (bench.engine, "/admin", &alternative));
  g_assert_null (tell_engine_build_config (bench.engine, &error));
  g_assert_nonnull (strstr (error->message, "“password”"));
  g_clear_error (&error);

  tell_engine_set_input (bench.engine, "password", "pw");
  alternative = 0;
  password = tell_engine_build_auth (bench.engine, "/admin", &alternative);
  g_assert_cmpuint (alternative, ==, 1);
  assert_string (dup_json (password), "{\"username\":\"ann\",\"password\":\"pw\"}");
  alternative++;
  g_assert_null (tell_engine_build_auth (bench.engine, "/admin", &alternative));

  tell_engine_set_variable (bench.engine, "sessionId", "s1", TRUE);
  alternative = 0;
  session = tell_engine_build_auth (bench.engine, "/admin", &alternative);
  g_assert_cmpuint (alternative, ==, 0);
  assert_string (dup_json (session), "{\"sessionId\":\"s1\"}");
  /* What was remembered is enough. */
  tell_engine_set_input (bench.engine, "password", NULL);
  config = tell_engine_build_config (bench.engine, &error);
  g_assert_no_error (error);
  alternative = 0;
  g_assert_null (tell_engine_build_auth (bench.engine, "/", &alternative));
  bench_close (&bench);
}

static void
test_login (void)
{
  Bench bench;
  g_autoptr (GError) error = NULL;
  g_autoptr (TellLogin) login = NULL;
  g_autoptr (GBytes) answer = g_bytes_new_static ("{\"access_token\":\"t1\"}", 21);
  g_autoptr (GBytes) other = g_bytes_new_static ("{}", 2);
  g_autoptr (GBytes) html = g_bytes_new_static ("<html>", 6);
  g_autoptr (GPtrArray) variables = NULL;

  bench_open (&bench,
              DOCUMENT ("\"url\":\"https://h:8443/ignored\",\"login\":{\"post\":\"/api/${user}/login\","
                        "\"json\":{\"password\":\"${password}\"},\"set\":{\"token\":\"/access_token\"}}",
                        ""));
  g_assert_true (tell_engine_has_login (bench.engine));
  g_assert_null (tell_engine_build_login (bench.engine, &error));
  g_assert_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_MISSING);
  g_clear_error (&error);

  tell_engine_set_input (bench.engine, "password", "pw");
  login = tell_engine_build_login (bench.engine, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (login->method, ==, "POST");
  g_assert_cmpstr (login->url, ==, "https://h:8443/api/ann/login");
  g_assert_cmpstr (login->json, ==, "{\"password\":\"pw\"}");

  g_assert_false (tell_engine_take_login_answer (bench.engine, other, &error));
  g_clear_error (&error);
  g_assert_false (tell_engine_take_login_answer (bench.engine, html, &error));
  g_clear_error (&error);
  g_assert_true (tell_engine_take_login_answer (bench.engine, answer, &error));
  variables = tell_engine_list_variables (bench.engine);
  g_assert_cmpuint (variables->len, ==, 1);
  g_assert_true (((TellVariable *) g_ptr_array_index (variables, 0))->secret);
  bench_close (&bench);
}

/* Names of namespaces and the path are templates, too: one that lacks a value is not connected. */
static void
test_names (void)
{
  Bench bench;
  g_autoptr (GError) error = NULL;
  g_autoptr (SioConfig) config = NULL;
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;
  guint alternative = 0;
  g_autoptr (SioArgs) auth = NULL;
  g_autofree char *wrong = NULL;

  bench_open (&bench,
              DOCUMENT ("\"url\":\"http://h\",\"path\":\"/${user}/socket.io\"",
                        ",\"namespaces\":{\"/${@id}\":{\"auth\":{\"n\":\"${user}\"}},\"${user}\":{}}"));
  config = tell_engine_build_config (bench.engine, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (eio_config_get_path (sio_config_get_engine (config)), ==, "/ann/socket.io/");
  before = tell_engine_get_namespaces (bench.engine);
  g_assert_cmpuint (g_strv_length (before), ==, 1);
  g_assert_cmpstr (before[0], ==, "/ann");
  tell_engine_set_variable (bench.engine, "id", "x7", FALSE);
  after = tell_engine_get_namespaces (bench.engine);
  g_assert_cmpuint (g_strv_length (after), ==, 2);
  g_assert_cmpstr (after[0], ==, "/x7");
  auth = tell_engine_build_auth (bench.engine, "/x7", &alternative);
  assert_string (dup_json (auth), "{\"n\":\"ann\"}");
  bench_close (&bench);
  wrong = bench_try (DOCUMENT ("\"url\":\"http://h\"", ",\"namespaces\":{\"/${nobody}\":{}}"));
  g_assert_true (g_str_has_prefix (wrong, "namespaces"));
  g_assert_nonnull (strstr (wrong, "“nobody”"));
}

/* Where a page says what is needed, and no JSON: a template reads it. */
static void
test_login_page (void)
{
  static const char page[] = "<script>io.connect('/0a1b', {})</script>";
  Bench bench;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) html = g_bytes_new_static (page, sizeof page - 1);
  g_autoptr (GBytes) other = g_bytes_new_static ("<html>", 6);
  g_autoptr (GBytes) json = g_bytes_new_static ("{\"a\":\"connect('/9')\"}", 22);
  g_auto (GStrv) namespaces = NULL;
  g_auto (GStrv) again = NULL;

  bench_open (&bench, DOCUMENT ("\"url\":\"http://h\",\"login\":{\"get\":\"/\",\"set\":{\"id\":"
                                "\"${/0/a ?? /0 | match 'connect\\\\(./([0-9a-f]+)' 1}\"}}",
                                ",\"namespaces\":{\"/${@id}\":{}}"));
  g_assert_false (tell_engine_take_login_answer (bench.engine, other, &error));
  g_assert_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_true (tell_engine_take_login_answer (bench.engine, html, &error));
  namespaces = tell_engine_get_namespaces (bench.engine);
  g_assert_cmpstr (namespaces[0], ==, "/0a1b");
  g_assert_true (tell_engine_take_login_answer (bench.engine, json, &error));
  again = tell_engine_get_namespaces (bench.engine);
  g_assert_cmpstr (again[0], ==, "/9");
  bench_close (&bench);
}

/* Whatever an input holds, the request stays on the connection's host. */
static void
test_login_stays (void)
{
  static const char *const evil[] = { "/evil.example/x", "\\evil.example", "@evil.example/", ":99/",
                                      "../../x" };

  for (guint i = 0; i < G_N_ELEMENTS (evil); i++)
    {
      Bench bench;
      g_autoptr (TellLogin) login = NULL;

      bench_open (&bench, DOCUMENT ("\"url\":\"http://h\",\"login\":{\"get\":\"/${user}\"}", ""));
      tell_engine_set_input (bench.engine, "user", evil[i]);
      tell_engine_set_input (bench.engine, "password", "pw");
      login = tell_engine_build_login (bench.engine, NULL);
      if (login != NULL)
        g_assert_true (g_str_has_prefix (login->url, "http://h/"));
      bench_close (&bench);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connection/config", test_config);
  g_test_add_func ("/connection/missing-input", test_missing_input);
  g_test_add_func ("/connection/auth", test_auth);
  g_test_add_func ("/connection/login", test_login);
  g_test_add_func ("/connection/names", test_names);
  g_test_add_func ("/connection/login-page", test_login_page);
  g_test_add_func ("/connection/login-stays", test_login_stays);
  return g_test_run ();
}
