/* tell-text-bin.c: holds the label of a remote text and never asks how narrow it could get.
 *
 * A wrapping label finds its least width by laying itself out with a letter a line, which is quadratic in the length of a word:
 * 50 ms for 400 letters, 3 s for 5,000, and a list view has two hundred rows. Here the least width is a constant, and the label
 * is laid out for the width that it gets, once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-text-bin.h"

#define MIN_WIDTH   80
#define USUAL_WIDTH 400 /* when nobody says for which width the height is wanted */

struct _TellTextBin
{
  GtkWidget parent_instance;
  GtkWidget *child; /* nullable */
};

enum
{
  PROP_0,
  PROP_CHILD,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
buildable_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  tell_text_bin_set_child (TELL_TEXT_BIN (buildable), GTK_WIDGET (child));
}

static void
init_buildable (GtkBuildableIface *iface)
{
  iface->add_child = buildable_add_child;
}

G_DEFINE_TYPE_WITH_CODE (TellTextBin,
                         tell_text_bin,
                         GTK_TYPE_WIDGET,
                         G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, init_buildable))

static GtkSizeRequestMode
tell_text_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tell_text_bin_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  TellTextBin *self = TELL_TEXT_BIN (widget);
  int width = for_size < 0 ? USUAL_WIDTH : MAX (for_size, MIN_WIDTH);

  if (orientation == GTK_ORIENTATION_HORIZONTAL || self->child == NULL)
    *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : 0;
  else
    gtk_widget_measure (self->child, orientation, width, minimum, natural, minimum_baseline,
                        natural_baseline);
}

static void
tell_text_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TellTextBin *self = TELL_TEXT_BIN (widget);

  if (self->child != NULL)
    gtk_widget_allocate (self->child, width, height, baseline, NULL);
}

static void
tell_text_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CHILD:
      g_value_set_object (value, TELL_TEXT_BIN (object)->child);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tell_text_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CHILD:
      tell_text_bin_set_child (TELL_TEXT_BIN (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tell_text_bin_dispose (GObject *object)
{
  g_clear_pointer (&TELL_TEXT_BIN (object)->child, gtk_widget_unparent);
  G_OBJECT_CLASS (tell_text_bin_parent_class)->dispose (object);
}

static void
tell_text_bin_class_init (TellTextBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tell_text_bin_dispose;
  object_class->get_property = tell_text_bin_get_property;
  object_class->set_property = tell_text_bin_set_property;
  widget_class->get_request_mode = tell_text_bin_get_request_mode;
  widget_class->measure = tell_text_bin_measure;
  widget_class->size_allocate = tell_text_bin_size_allocate;
  props[PROP_CHILD] =
      g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tell_text_bin_init (TellTextBin *self)
{
}

/**
 * tell_text_bin_set_child:
 * @self: the bin
 * @child: (nullable): a label that wraps
 */
void
tell_text_bin_set_child (TellTextBin *self, GtkWidget *child)
{
  g_return_if_fail (TELL_IS_TEXT_BIN (self));

  if (self->child == child)
    return;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHILD]);
}
