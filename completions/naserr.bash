# Completion of naserr for bash 4 and later. The program says what may stand at the cursor; this shows it.

_naserr() {
    local current=${COMP_WORDS[COMP_CWORD]} lines=() values=() common i line text value width=0
    COMPREPLY=()
    mapfile -t lines < <("${1/#\~\//$HOME/}" complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    if [[ ${lines[0]-} == :files ]]; then
        compopt -o default
        return
    fi
    # Behind the '=' of an option, readline replaces the value alone.
    [[ $current == = ]] && current=
    for line in "${lines[@]}"; do
        value=${line%%$'\t'*}
        values+=("$value")
        ((${#value} > width)) && width=${#value}
    done
    # One candidate is inserted, and a menu inserts one after the other: descriptions would be inserted with them.
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
    # Readline puts what all candidates begin with in the place of what is typed. When that is less, as with words from the
    # middle of a code, a line that begins otherwise keeps it from taking away what is typed.
    if ((${#common} < ${#current})); then
        COMPREPLY+=("(${#values[@]} fit, type more)")
    fi
}

complete -F _naserr naserr
