# Completion of naserr for bash 4 and later. naserr itself finds the candidates; this script only shows them.

_naserr() {
    local current=${COMP_WORDS[COMP_CWORD]} lines=() values=() common i line text value width=0
    COMPREPLY=()
    mapfile -t lines < <("${1/#\~\//$HOME/}" complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    if [[ ${lines[0]-} == :files ]]; then
        compopt -o default
        return
    fi
    # After the '=' of an option, readline replaces only the value.
    [[ $current == = ]] && current=
    for line in "${lines[@]}"; do
        value=${line%%$'\t'*}
        values+=("$value")
        ((${#value} > width)) && width=${#value}
    done
    # A single candidate is inserted, and a menu inserts one after the other. Descriptions would be inserted too.
    if ((${#values[@]} < 2)) || [[ ${COMP_TYPE-} == 37 || ${COMP_TYPE-} == 42 ]]; then
        COMPREPLY=("${values[@]}")
        return
    fi
    common=${values[0]}
    for i in "${!values[@]}"; do
        value=${values[i]}
        while [[ $value != "$common"* ]]; do
            common=${common%?}
        done
        printf -v text '%-*s  %s' "$width" "$value" "${lines[i]#*$'\t'}"
        COMPREPLY+=("${text:0:${COLUMNS:-80}-2}")
    done
    # Readline replaces what was typed with what all candidates begin with. If that is shorter, because the candidates
    # match in the middle, a line with another beginning keeps it from deleting what was typed.
    if ((${#common} < ${#current})); then
        COMPREPLY+=("(${#values[@]} match; type more)")
    fi
}

complete -F _naserr naserr
