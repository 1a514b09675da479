/* nginx-server.c: nginx before one or two servers of ours; nginx.conf.in says in which ways.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "nginx-server.h"

#include "real-server.h"

#include <glib/gstdio.h>

/* Where Debian has it, which is not on everybody's path. */
#define DEBIAN_PROGRAM "/usr/sbin/nginx"

#define PASSWORDS "ann:{PLAIN}s3cret\n"

struct _NginxServer
{
  TestProcess *process;
  char *folder; /* temporary */
  guint ports[NGINX_N_PORTS];
};

static const char *const port_names[NGINX_N_PORTS] = {
  [NGINX_PLAIN] = "@PLAIN@", [NGINX_TLS] = "@TLS@",         [NGINX_OTHER_NAME] = "@OTHER_NAME@",
  [NGINX_SELF] = "@SELF@",   [NGINX_EXPIRED] = "@EXPIRED@", [NGINX_CLIENTS] = "@CLIENTS@",
};

static char *
dup_program (void)
{
  char *path = g_find_program_in_path ("nginx");

  return path != NULL ? path : g_strdup (DEBIAN_PROGRAM);
}

void
nginx_server_require (void)
{
  g_autofree char *program = dup_program ();

  if (!g_file_test (program, G_FILE_TEST_IS_EXECUTABLE))
    real_server_require ("nginx");
  real_server_require ("openssl");
}

char *
nginx_server_dup_file (NginxServer *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static void
make_certificates (NginxServer *self)
{
  g_autofree char *script = server_fixture_dup_path ("certificates.sh");
  const char *argv[] = { "sh", script, self->folder, NULL };
  g_autofree char *errors = NULL;
  GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, flags, NULL, NULL, NULL, &errors, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("no certificates: %s", errors);
}

static void
replace_number (GString *text, const char *name, guint number)
{
  g_autofree char *digits = g_strdup_printf ("%u", number);

  g_string_replace (text, name, digits, 0);
}

static void
write_file (NginxServer *self, const char *name, const char *text)
{
  g_autofree char *path = nginx_server_dup_file (self, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
write_configuration (NginxServer *self, guint first, guint second)
{
  g_autofree char *path = server_fixture_dup_path ("nginx.conf.in");
  g_autofree char *form = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &form, NULL, &error);
  g_assert_no_error (error);
  text = g_string_new (form);
  g_string_replace (text, "@FOLDER@", self->folder, 0);
  replace_number (text, "@FIRST@", first);
  replace_number (text, "@SECOND@", second);
  for (guint i = 0; i < NGINX_N_PORTS; i++)
    {
      self->ports[i] = real_server_find_port ();
      replace_number (text, port_names[i], self->ports[i]);
    }
  write_file (self, "nginx.conf", text->str);
  write_file (self, "passwords", PASSWORDS);
}

NginxServer *
nginx_server_new (guint first, guint second)
{
  g_autofree char *program = dup_program ();
  g_autofree char *configuration = NULL;
  g_autoptr (GError) error = NULL;
  NginxServer *self = g_new0 (NginxServer, 1);

  self->folder = g_dir_make_tmp ("telltale-nginx-XXXXXX", &error);
  g_assert_no_error (error);
  make_certificates (self);
  write_configuration (self, first, second);
  configuration = nginx_server_dup_file (self, "nginx.conf");
  {
    const char *argv[] = { program, "-p", self->folder, "-c", configuration, "-e", "stderr", NULL };

    self->process = test_process_new (argv);
  }
  for (guint i = 0; i < NGINX_N_PORTS; i++)
    real_server_wait_for_port (self->process, self->ports[i]);
  return self;
}

/* nginx leaves folders of its own behind. */
static void
remove_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (folder);
}

void
nginx_server_free (NginxServer *self)
{
  g_clear_pointer (&self->process, test_process_free);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}

char *
nginx_server_dup_url (NginxServer *self, NginxPort port)
{
  return g_strdup_printf ("%s://127.0.0.1:%u", port == NGINX_PLAIN ? "http" : "https", self->ports[port]);
}
