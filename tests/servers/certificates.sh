#!/bin/sh
# certificates.sh FOLDER: an authority, servers it vouches for (one of another name, one of last year), and a client.
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu
cd "$1"

key () {
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key"
}

# certify NAME EXTENSION OPTION...: NAME.crt, signed by the authority
certify () {
  name=$1 extension=$2
  shift 2
  key "$name"
  openssl req -new -key "$name.key" -subj "/CN=Telltale test $name" -out "$name.csr"
  printf '%s\n' "$extension" >"$name.ext"
  openssl x509 -req -in "$name.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -extfile "$name.ext" "$@" -out "$name.crt"
}

key ca
openssl req -x509 -new -key ca.key -subj "/CN=Telltale test authority" -days 2 -out ca.crt
certify server "subjectAltName=IP:127.0.0.1" -days 2
certify elsewhere "subjectAltName=DNS:elsewhere.example" -days 2
certify client "extendedKeyUsage=clientAuth" -days 2
certify expired "subjectAltName=IP:127.0.0.1" -days -1
key self
openssl req -x509 -new -key self.key -subj "/CN=Telltale test self" -addext "subjectAltName=IP:127.0.0.1" -days 2 -out self.crt
