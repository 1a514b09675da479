# bash completion for telltale
# SPDX-License-Identifier: GPL-3.0-or-later

_telltale_commands () {
  echo 'listen emit watch record replay serve'
}

_telltale_options () {
  local connecting='--namespace= --auth= --query= --header= --path= --transport= --no-upgrade --protocol= --parser=
    --ca-file= --client-cert= --client-key= --insecure --proxy= --timeout= --no-reconnect --reconnect-attempts=
    --reconnect-delay= --reconnect-delay-max= --jitter= --retries= --ack-timeout= --max-payload='
  local running='--event= --count= --for= --emit= --stdin --packets --json'
  local state='--url= --input= --join= --send= --messages= --interval= --replay= --speed='
  case $1 in
    listen) echo "$connecting $running --replay= --speed= --version --help" ;;
    emit) echo "$connecting --ack --json --version --help" ;;
    watch | record) echo "$connecting $running $state --version --help" ;;
    replay) echo '--dashboard= --speed= --version --help' ;;
    serve) echo '--port= --seed= --dashboard= --for= --version --help' ;;
    *) echo '--demo --new-window --version --help' ;;
  esac
}

_telltale_values () {
  case $1 in
    --transport) echo 'polling websocket' ;;
    --protocol) echo 'auto 4 3' ;;
    --parser) echo 'json msgpack' ;;
  esac
}

# COMP_WORDBREAKS splits at "=": --option = value arrive as three words.
_telltale () {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} option=''
  COMPREPLY=()
  if [[ $current == '=' ]]; then
    option=$previous current=''
  elif [[ $previous == '=' ]]; then
    option=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  case $option in
    --ca-file | --client-cert | --client-key | --replay | --dashboard) mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
    --*) mapfile -t COMPREPLY < <(compgen -W "$(_telltale_values "$option")" -- "$current") ;;
    *) _telltale_words "$current" ;;
  esac
}

_telltale_words () {
  local words
  if [[ $1 == -* ]]; then
    words=$(_telltale_options "${COMP_WORDS[1]}")
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$1")
    [[ ${#COMPREPLY[@]} != 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace
    return
  fi
  mapfile -t COMPREPLY < <(compgen -f -- "$1")
  if ((COMP_CWORD == 1)); then
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$(_telltale_commands)" -- "$1")
  fi
}

complete -F _telltale telltale
