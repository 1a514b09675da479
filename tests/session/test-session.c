/* test-session.c: states, reasons, pseudo-events, sign-in alternatives and repeated emits of a session.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"
#include "test-wait.h"

#define CONNECTED(session) (tell_session_get_state (session) == TELL_SESSION_CONNECTED)

static void
test_new (void)
{
  g_autoptr (TellDocument) document = fixture_new_document ("http://localhost:1", "");
  g_autoptr (GError) error = NULL;
  TellSession *session = tell_session_new (document, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (tell_session_get_name (session), ==, "Test");
  g_assert_cmpint (strlen (tell_session_get_id (session)), >, 8);
  g_assert_cmpint (tell_session_get_state (session), ==, TELL_SESSION_IDLE);
  g_assert_null (tell_session_get_client (session));
  g_assert_false (tell_session_can_send (session));
  g_assert_null (tell_session_send (session, "main", "x"));
  tell_session_stop (session);
  test_assert_finalize (session);
}

static void
test_connect (void)
{
  Fixture fixture;
  guint states = 0;

  fixture_set_up (&fixture, NULL, NULL);
  test_count_notify (fixture.session, "state", &states);
  g_assert_true (tell_session_start (fixture.session, NULL));
  test_wait_until (CONNECTED (fixture.session) &&
                   tell_store_get_ready (tell_session_get_store (fixture.session)));
  g_assert_null (tell_session_get_reason (fixture.session));
  g_assert_nonnull (tell_session_get_transport (fixture.session));
  g_assert_cmpuint (states, ==, 2);
  g_assert_nonnull (tell_store_get_me (tell_session_get_store (fixture.session)));
  test_wait_until (g_strcmp0 (tell_session_get_transport (fixture.session), "websocket") == 0);
  tell_session_stop (fixture.session);
  g_assert_cmpint (tell_session_get_state (fixture.session), ==, TELL_SESSION_IDLE);
  fixture_tear_down (&fixture);
}

static void
never_refused_cb (TellSession *session, GParamSpec *pspec, gpointer user_data)
{
  g_assert_cmpint (tell_session_get_state (session), !=, TELL_SESSION_REFUSED);
}

static void
test_refused (void)
{
  Fixture fixture;
  const char *reason;

  fixture_set_up (&fixture, "", NULL);
  demo_server_stop (fixture.server);
  g_assert_true (tell_session_start (fixture.session, NULL));
  test_wait_until (tell_session_get_state (fixture.session) == TELL_SESSION_WAITING &&
                   tell_session_get_reason (fixture.session));
  reason = tell_session_get_reason (fixture.session);
  if (!strstr (reason, "refused") || !g_str_has_suffix (reason, "."))
    g_error ("%s", reason);
  g_assert_cmpint (tell_session_get_retry_at (fixture.session), >, 0);
  g_assert_nonnull (tell_session_get_error (fixture.session));

  fixture_start_server (&fixture);
  g_signal_connect (fixture.session, "notify::state", G_CALLBACK (never_refused_cb), NULL);
  tell_session_retry_now (fixture.session);
  test_wait_until (CONNECTED (fixture.session));
  g_assert_null (tell_session_get_reason (fixture.session));
  g_assert_cmpint (tell_session_get_retry_at (fixture.session), ==, 0);
  fixture_tear_down (&fixture);
}

/* Not at the end of the wait, but when the machine is back. */
static void
test_woken (void)
{
  g_autoptr (EioClock) clock = eio_clock_new_manual (G_GINT64_CONSTANT (1732250000000000));
  g_autoptr (SioWaker) waker = sio_waker_dup_default ();
  Fixture fixture;

  fixture_set_up (&fixture, "'bindings':[]", clock);
  demo_server_stop (fixture.server);
  g_assert_true (tell_session_start (fixture.session, NULL));
  test_wait_until (tell_session_get_state (fixture.session) == TELL_SESSION_WAITING);
  fixture_start_server (&fixture);
  test_wait_ms (20);
  g_assert_cmpint (tell_session_get_state (fixture.session), ==, TELL_SESSION_WAITING);
  sio_waker_wake (waker);
  test_wait_until (CONNECTED (fixture.session));
  fixture_tear_down (&fixture);
}

static void
test_pseudo_events (void)
{
  Fixture fixture;

  fixture_set_up (&fixture,
                  "'emits':{'connect':[{'emit':['echo',5],'ack':true}]},"
                  "'bindings':[{'on':'@connect','do':[{'to':'set','name':'sid','value':'${/0/sid}'}]},"
                  "{'on':'@disconnect','do':[{'to':'set','name':'why','value':'${/0}'}]},"
                  "{'on':'@upgrade','do':[{'to':'set','name':'transport','value':'${/0}'}]},"
                  "{'on':'@sent:echo','do':[{'to':'set','name':'sent','value':'${/0}'}]},"
                  "{'on':'@ack:echo','do':[{'to':'set','name':'answer','value':'${/0} for ${sent/0}'}]}]",
                  NULL);
  g_assert_true (tell_session_start (fixture.session, NULL));
  test_wait_until (fixture_get_matched (fixture.session, "@ack:echo") > 0 &&
                   fixture_get_matched (fixture.session, "@upgrade") > 0);
  demo_server_stop (fixture.server);
  test_wait_until (fixture_get_matched (fixture.session, "@disconnect") > 0);
  g_assert_cmpuint (fixture_get_matched (fixture.session, "@connect"), ==, 1);
  g_assert_cmpuint (fixture_get_matched (fixture.session, "@sent:echo"), ==, 1);
  {
    g_autoptr (GPtrArray) variables = tell_engine_list_variables (tell_session_get_engine (fixture.session));
    guint right = 0;

    for (guint i = 0; i < variables->len; i++)
      {
        TellVariable *variable = g_ptr_array_index (variables, i);

        right += g_str_equal (variable->name, "transport") && g_str_equal (variable->value, "websocket");
        right += g_str_equal (variable->name, "answer") && g_str_equal (variable->value, "5 for 5");
        right += g_str_equal (variable->name, "sent") && g_str_equal (variable->value, "5");
        right += g_str_equal (variable->name, "why") && g_str_has_prefix (variable->value, "transport");
        right += g_str_equal (variable->name, "sid") && *variable->value != '\0';
      }
    g_assert_cmpuint (right, ==, 5);
  }
  fixture_tear_down (&fixture);
}

/* The first alternative lacks a variable, the second is refused, the third is right. */
static void
test_auth_alternatives (void)
{
  Fixture fixture;

  fixture_set_up (
      &fixture,
      "'namespace':'/admin','namespaces':{'/admin':{'auth':[{'sessionId':'${@session}'},"
      "{'username':'admin','password':'wrong'},{'username':'admin','password':'telltale'}]}},"
      "'bindings':[{'on':'@connect_error','do':[{'to':'set','name':'said','value':'${/0/message}'}]}]",
      NULL);
  g_assert_true (tell_session_start (fixture.session, NULL));
  test_wait_until (CONNECTED (fixture.session));
  g_assert_cmpuint (fixture_get_matched (fixture.session, "@connect_error"), ==, 1);
  fixture_tear_down (&fixture);
}

/* After a gap the document asks for what was missed, and only then. */
static void
test_refresh (void)
{
  Fixture fixture;

  fixture_set_up (&fixture,
                  "'emits':{'connect':[{'emit':['echo',1]}],'refresh':{'emit':['echo',2]}},"
                  "'bindings':[{'on':'@sent:echo','when':[['/0','==',1]],'do':[]},"
                  "{'on':['@sent:echo'],'when':[['/0','==',2]],'do':[]},{'on':'@connect','do':[]}]",
                  NULL);
  g_assert_true (tell_session_start (fixture.session, NULL));
  test_wait_until (fixture_get_matched (fixture.session, "@connect") == 1);
  demo_server_stop (fixture.server);
  test_wait_until (!CONNECTED (fixture.session));
  fixture_start_server (&fixture);
  tell_session_retry_now (fixture.session);
  test_wait_until (fixture_get_matched (fixture.session, "@connect") == 2);
  {
    g_autoptr (GPtrArray) bindings = tell_engine_list_bindings (tell_session_get_engine (fixture.session));

    g_assert_cmpuint (((TellBindingStats *) g_ptr_array_index (bindings, 0))->matched, ==, 2);
    g_assert_cmpuint (((TellBindingStats *) g_ptr_array_index (bindings, 1))->matched, ==, 1);
  }
  fixture_tear_down (&fixture);
}

/* As an administrator of the demo would. */
static void
kick (Fixture *fixture)
{
  g_autoptr (GPtrArray) variables = tell_engine_list_variables (tell_session_get_engine (fixture->session));
  TellVariable *id = g_ptr_array_index (variables, 0);
  g_autofree char *body =
      g_strdup_printf ("'namespace':'/admin','namespaces':{'/admin':{'auth':{'username':'admin',"
                       "'password':'telltale'}}},'emits':{'connect':[{'emit':['kick',{'id':'%s'}],"
                       "'ack':true}]},'bindings':[{'on':'@ack:kick','do':[]}]",
                       id->value);
  g_autoptr (TellDocument) document = fixture_new_document (demo_server_get_url (fixture->server), body);
  g_autoptr (TellSession) admin = tell_session_new (document, NULL, NULL);

  g_assert_true (tell_session_start (admin, NULL));
  test_wait_until (fixture_get_matched (admin, "@ack:kick") == 1);
}

/* "41" of the server: it does not want us, and asking again is for the user to decide. */
static void
test_kicked (void)
{
  Fixture fixture;

  fixture_set_up (&fixture,
                  "'emits':{'connect':[{'emit':['sign in',{'name':'eve'}],'ack':true}]},"
                  "'bindings':[{'on':'@ack:sign in','do':[{'to':'set','name':'id','value':'${/0/me/id}'}]},"
                  "{'on':'@disconnect','do':[{'to':'message','text':'${/0}'}]}]",
                  NULL);
  g_assert_true (tell_session_start (fixture.session, NULL));
  test_wait_until (fixture_get_matched (fixture.session, "@ack:sign in") == 1);
  kick (&fixture);
  test_wait_until (tell_session_get_state (fixture.session) == TELL_SESSION_REFUSED);
  g_assert_nonnull (strstr (tell_session_get_reason (fixture.session), "has disconnected this client"));
  g_assert_cmpint (tell_session_get_retry_at (fixture.session), ==, 0);
  tell_session_retry_now (fixture.session);
  test_wait_until (CONNECTED (fixture.session));
  fixture_tear_down (&fixture);
}

static void
test_auth_refused (void)
{
  Fixture fixture;

  fixture_set_up (&fixture,
                  "'inputs':{'password':{'title':'Password','default':'wrong'}},'namespace':'/admin',"
                  "'namespaces':{'/admin':{'auth':[{'username':'admin','password':'${password}'}]}}",
                  NULL);
  g_assert_true (tell_session_start (fixture.session, NULL));
  test_wait_until (tell_session_get_state (fixture.session) == TELL_SESSION_REFUSED);
  g_assert_nonnull (tell_session_get_reason (fixture.session));
  g_assert_cmpint (tell_session_get_retry_at (fixture.session), ==, 0);

  tell_session_set_input (fixture.session, "password", "telltale");
  g_assert_true (tell_session_start (fixture.session, NULL));
  test_wait_until (CONNECTED (fixture.session));
  g_assert_null (tell_session_get_reason (fixture.session));
  fixture_tear_down (&fixture);
}

/* Nothing at once, then one for each time that passed while connected. */
static void
test_every (void)
{
  g_autoptr (EioClock) clock = eio_clock_new_manual (1000000);
  Fixture fixture;

  fixture_set_up (&fixture,
                  "'emits':{'every':[{'seconds':5,'emit':['echo'],'ack':true}]},"
                  "'bindings':[{'on':'@ack:echo','do':[]}]",
                  clock);
  g_assert_true (tell_session_start (fixture.session, NULL));
  test_wait_until (CONNECTED (fixture.session));
  eio_clock_advance (clock, 4900 * 1000);
  test_wait_ms (50);
  g_assert_cmpuint (fixture_get_matched (fixture.session, "@ack:echo"), ==, 0);
  eio_clock_advance (clock, 200 * 1000);
  test_wait_until (fixture_get_matched (fixture.session, "@ack:echo") == 1);
  eio_clock_advance (clock, 5000 * 1000);
  test_wait_until (fixture_get_matched (fixture.session, "@ack:echo") == 2);
  tell_session_stop (fixture.session);
  eio_clock_advance (clock, 20000 * 1000);
  test_wait_ms (50);
  g_assert_cmpuint (fixture_get_matched (fixture.session, "@ack:echo"), ==, 2);
  fixture_tear_down (&fixture);
}

static void
test_typing (void)
{
  g_autoptr (EioClock) clock = eio_clock_new_manual (1000000);
  Fixture fixture;

  fixture_set_up (&fixture,
                  "'emits':{'typing':{'start':['echo','start'],'stop':['echo','stop'],'idle':0.4}},"
                  "'bindings':[{'on':'echo','when':[['/0','==','start']],'do':[]},"
                  "{'on':['echo','stopped'],'when':[['/0','==','stop']],'do':[]}]",
                  clock);
  g_assert_true (tell_session_start (fixture.session, NULL));
  test_wait_until (CONNECTED (fixture.session));
  tell_session_typing (fixture.session, "main");
  eio_clock_advance (clock, 300 * 1000);
  tell_session_typing (fixture.session, "main");
  test_wait_until (fixture_get_matched (fixture.session, "echo") == 1);
  eio_clock_advance (clock, 300 * 1000);
  test_wait_ms (50);
  g_assert_cmpuint (fixture_get_matched (fixture.session, "stopped"), ==, 0);
  eio_clock_advance (clock, 200 * 1000);
  test_wait_until (fixture_get_matched (fixture.session, "stopped") == 1);
  g_assert_cmpuint (fixture_get_matched (fixture.session, "echo"), ==, 1);
  fixture_tear_down (&fixture);
}

static void
test_missing_input (void)
{
  g_autoptr (TellDocument) document =
      fixture_new_document ("http://localhost:1",
                            "'inputs':{'token':{'title':'Token','secret':true}},'namespace':'/'");
  g_autoptr (TellSession) session = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_object_member (json_object_get_object_member (tell_document_get_root (document),
                                                                "connection"),
                                 "query",
                                 json_node_get_object (json_from_string ("{\"token\":\"${token}\"}", NULL)));
  {
    g_autoptr (GBytes) bytes = tell_document_to_bytes (document);
    g_autoptr (TellDocument) changed = tell_document_new_from_bytes (bytes, NULL);

    session = tell_session_new (changed, NULL, NULL);
  }
  g_assert_false (tell_session_start (session, &error));
  g_assert_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_MISSING);
  g_assert_cmpint (tell_session_get_state (session), ==, TELL_SESSION_IDLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/new", test_new);
  g_test_add_func ("/session/connect", test_connect);
  g_test_add_func ("/session/refused", test_refused);
  g_test_add_func ("/session/woken", test_woken);
  g_test_add_func ("/session/pseudo-events", test_pseudo_events);
  g_test_add_func ("/session/auth-alternatives", test_auth_alternatives);
  g_test_add_func ("/session/kicked", test_kicked);
  g_test_add_func ("/session/auth-refused", test_auth_refused);
  g_test_add_func ("/session/every", test_every);
  g_test_add_func ("/session/refresh", test_refresh);
  g_test_add_func ("/session/typing", test_typing);
  g_test_add_func ("/session/missing-input", test_missing_input);
  return g_test_run ();
}
