/* empty.c: the program of the link tests; what matters is that it links.
 * SPDX-License-Identifier: GPL-3.0-or-later */
int
main (void)
{
  return 0;
}
