# Completion of naserr for fish. The program says what may stand at the cursor; this shows it.

function __naserr_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines ($words[1] complete $words[2..] "$current" 2>/dev/null)
    if test "$lines[1]" = :files
        __fish_complete_path "$current"
    else
        printf '%s\n' $lines
    end
end

complete -c naserr -f -a '(__naserr_complete)'
