# Completion of naserr for fish. naserr itself finds the candidates; this script only shows them.

function __naserr_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines ($words[1] complete $words[2..] "$current" 2>/dev/null)
    if test "$lines[1]" = :files
        # The file after '--catalog=' is completed on its own.
        set -l option (string match -r -- '^--[^=]*=' "$current")
        __fish_complete_path (string replace -- "$option" '' "$current") | string replace -r -- '^' "$option"
    else
        printf '%s\n' $lines
    end
end

complete -c naserr -f -a '(__naserr_complete)'
