# Completion of naserr for nushell. naserr itself finds the candidates; this script only shows them.

# Keeps the completer of other commands.
let others = $env.config.completions.external.completer?

$env.config.completions.external.completer = {|words|
    if $words.0 != "naserr" {
        if $others == null { null } else { do $others $words }
    } else {
        let lines = ^naserr complete ...($words | skip 1) | complete | get stdout | lines
        # Without an answer, nushell offers files.
        if $lines == [":files"] {
            null
        } else {
            $lines | each {|line|
                let parts = $line | split row --number 2 "\t"
                { value: $"($parts.0) ", description: ($parts | get --optional 1) }
            }
        }
    }
}
